/// Who changed what is judged: the people who may not approve it.
package struct Contributors: Sendable {
  /// In the order of their ids.
  package private(set) var identities: [IdentityID] = []
  /// Findings about commits whose author could not be established.
  package private(set) var findings: [Finding] = []

  /// Charges each contribution to its verified signer and, by e-mail, to its author, committer and
  /// co-authors. What a forge signed is charged to the author and co-authors alone: the forge's own
  /// name as committer says nothing. Where the roster does not know that author, nobody would be charged,
  /// and somebody could approve their own change made under a private address: that is a finding.
  package init(
    of contributions: [CommitID], commits: CommitGraph, roster: Roster, severity: Severity,
    what: String, model: ModelID? = nil
  ) {
    var charged: Set<IdentityID> = []
    for id in contributions {
      guard let commit = commits[id] else { continue }
      if let problem = commit.attribution.problem {
        findings.append(
          Finding(
            problem.rule, severity, "commit \(id.short), which changes \(what), \(problem.message)",
            help: Contributors.help(for: commit.attribution), model: model, commit: id))
      }
      if let forge = commit.attribution.identity, roster[id: forge]?.kind == .forge,
        roster[email: commit.author].map({ $0.kind == .forge }) ?? true
      {
        findings.append(
          Finding(
            .signerUnknown, severity,
            "commit \(id.short), which changes \(what), is signed by forge \(forge) for an author whom no identity's e-mail names",
            help:
              "list the author's e-mail \(commit.author) in policies/identities.yaml, or sign the commit oneself",
            model: model, commit: id))
      }
      var emails = [commit.author] + commit.coAuthors
      if let signer = commit.attribution.identity, roster[id: signer]?.kind == .forge {
        // The committer is the forge itself.
      } else {
        emails.append(commit.committer)
      }
      if case .signed(let identity, _, _) = commit.attribution, roster[id: identity]?.kind != .forge {
        charged.insert(identity)
      }
      for email in emails {
        if let identity = roster[email: email], identity.kind != .forge { charged.insert(identity.id) }
      }
    }
    identities = charged.sorted()
  }

  private static func help(for attribution: Attribution) -> String {
    switch attribution {
    case .unsigned: "sign it again: git rebase --exec 'git commit --amend --no-edit -S' <base>"
    case .unknownSigner:
      "list the key under its holder in policies/identities.yaml, or sign with a listed one"
    default: "sign the commit again with a key that policies/identities.yaml lists as valid"
    }
  }
}
