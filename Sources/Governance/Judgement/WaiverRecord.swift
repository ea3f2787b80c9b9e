/// A waiver in the tree that will land, and who signed it.
package struct WaiverRecord: Sendable {
  /// A detached signature beside a waiver, over its exact bytes.
  package struct Signature: Sendable {
    /// Whom its file is named after.
    package var holder: IdentityID
    package var attribution: Attribution
    /// The commit that brought it.
    package var commit: CommitID
    /// Whether exactly this signature stood there before, was taken away and comes back only now.
    package var stoodBefore: Bool
    /// Which reports of breaches the tree of that commit holds, as path and content id.
    package var sees: [String: String]

    package init(
      holder: IdentityID, attribution: Attribution, commit: CommitID, stoodBefore: Bool = false,
      sees: [String: String] = [:]
    ) {
      self.holder = holder
      self.attribution = attribution
      self.commit = commit
      self.stoodBefore = stoodBefore
      self.sees = sees
    }
  }

  package var path: String
  package var document: Waiver
  /// `<name>.yaml.<identity>.sig`.
  package var signatures: [Signature]
  /// `<name>.yaml.<identity>.ratified.sig`.
  package var ratifications: [Signature]
  /// Whether exactly this waiver stood there before, was taken away and comes back only now.
  package var stoodBefore: Bool
  package var standsAtBase: Bool

  package init(
    path: String, document: Waiver, signatures: [Signature], ratifications: [Signature] = [],
    stoodBefore: Bool = false, standsAtBase: Bool = false
  ) {
    self.path = path
    self.document = document
    self.signatures = signatures
    self.ratifications = ratifications
    self.stoodBefore = stoodBefore
    self.standsAtBase = standsAtBase
  }
}

/// A waiver that lifts what a gate asks.
package struct UsedWaiver: Sendable, Codable {
  package let path: String
  /// Those of its approvers whose signatures count, in the order of their ids.
  package let approvers: [IdentityID]
  package let reason: String
  package let compensatingControls: [String]
  package let issued: Instant
  package let expires: Instant
  /// Who confirmed it; empty where the policy asks for nobody, or nobody did yet.
  package let ratifiers: [IdentityID]
  /// By when it has to be confirmed; nil where it is, or the policy does not ask.
  package let ratifyUntil: Instant?
}

extension WaiverRecord.Signature {
  /// Whether whoever brought the signature could know of a report: it is in the tree of their commit.
  func hasSeen(_ report: MonitoringRecord) -> Bool {
    sees[report.path]?.isExactly(report.content) ?? false
  }
}
