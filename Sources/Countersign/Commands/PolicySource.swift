import Documents
import GitHistory
import Governance
import Signatures

/// A policy that somebody wants to look at, with its people: that of a revision, or one that lies in a directory.
package struct PolicySource: Sendable {
  package let policy: Policy
  package let roster: Roster
  /// The files of keys and roots, and others, by their paths relative to the policy's directory.
  package let files: Subject
  /// Who may sign with a key that an authority of `allowed_signers` certifies. Empty of a revision.
  package let certified: Set<IdentityID>
  /// What is wrong and does not keep the policy from loading.
  package let warnings: [Finding]

  package enum Outcome: Sendable {
    case loaded(PolicySource)
    /// It is not there, or does not load. Never empty.
    case invalid([Finding])
  }

  /// The policy of a revision.
  ///
  /// - Throws: `UsageError` where the revision names nothing, `GitError` for what cannot be read.
  package static func load(
    revision: String, in repository: borrowing Repository
  ) throws -> Outcome {
    let digests = ContentDigests()
    let tree = try DigestQuery(revision: revision).tree(repository)
    switch try LoadedPolicy.load(from: tree, in: repository, digests: digests) {
    case .missing:
      return .invalid([
        Finding(
          .policyMissing, "there is no policies/policy.yaml at \(revision)",
          help: "name a revision that has a policy", path: "policies/policy.yaml")
      ])
    case .invalid(let findings): return .invalid(findings)
    case .loaded(let loaded):
      var findings: [Finding] = []
      let files = try LoadedPolicy.subject(of: tree, in: repository, digests: digests, findings: &findings)
      return .loaded(
        PolicySource(
          policy: loaded.policy, roster: loaded.roster, files: files, certified: [],
          warnings: loaded.warnings))
    }
  }

  /// Whether a name is that of a revision.
  ///
  /// - Throws: `GitError` where that cannot be said, as of an abbreviation that means several.
  package static func isRevision(_ name: String, in repository: borrowing Repository) throws(GitError) -> Bool
  {
    do throws(GitError) {
      _ = try repository.resolve(name)
      return true
    } catch  where error.code == .unknownRevision {
      return false
    }
  }

  /// The policy that lies in a directory.
  ///
  /// - Parameter directory: its path, without a slash at the end; findings name files by it.
  /// - Throws: `UsageError` for what cannot be read.
  package static func load(directory: String) throws(UsageError) -> Outcome {
    switch try assembled(from: PolicyFolder(directory)) {
    case .loaded(let source): return .loaded(source.placed(in: directory))
    case .invalid(let findings): return .invalid(findings.map { $0.placed(in: directory) })
    }
  }

  private static func assembled(from folder: PolicyFolder) -> Outcome {
    if !folder.findings.isEmpty { return .invalid(folder.findings) }
    guard let policyBytes = folder.files["policy.yaml"] else {
      return missing("policy.yaml", .policyMissing, "name the directory that holds it")
    }
    let policy: Policy
    do throws(DocumentErrors) {
      policy = try Policy.read(policyBytes)
    } catch {
      return .invalid(error.findings(.policyInvalid))
    }
    guard let identities = folder.files["identities.yaml"] else {
      return missing("identities.yaml", .identitiesInvalid, "list the people and their keys there")
    }
    return assembled(policy, identities, folder)
  }

  private static func missing(_ name: String, _ rule: Rule, _ help: String) -> Outcome {
    .invalid([Finding(rule, "policies/\(name) is missing", help: help, path: "policies/\(name)")])
  }

  private static func assembled(
    _ policy: Policy, _ identities: [UInt8], _ folder: PolicyFolder
  ) -> Outcome {
    let keys = PolicyKeys(files: folder.files)
    let gates = policy.gates + (policy.policyGate.map { [$0] } ?? [])
    let roster: Roster
    do throws(DocumentErrors) {
      let listed = try Roster.read(
        identities, exclusiveRoles: policy.separation.exclusiveRoles, gateRoles: gates.flatMap(\.roles),
        keys: keys.reader)
      roster = try keys.ring(for: listed).get().1
    } catch {
      return .invalid(error.findings(.identitiesInvalid))
    }
    let files = folder.files.compactMap { path, bytes in
      path.text.map {
        Subject.File(path: $0, mode: "100644", sha256: Hexadecimal.encode(Signatures.Digest.sha256(bytes)))
      }
    }
    return .loaded(
      PolicySource(
        policy: policy, roster: roster, files: Subject(files: files),
        certified: certified(by: folder.files["allowed_signers"], among: roster), warnings: keys.warnings))
  }

  /// Those whose e-mail an authority may certify.
  private static func certified(by file: [UInt8]?, among roster: Roster) -> Set<IdentityID> {
    let authorities = file.map { AllowedSigners($0).lines.filter(\.isAuthority) } ?? []
    let holders = roster.identities.filter { identity in
      identity.emails.contains { email in
        authorities.contains { $0.principals.matches(Array(email.text.utf8)) }
      }
    }
    return Set(holders.map(\.id))
  }

  private func placed(in directory: String) -> PolicySource {
    PolicySource(
      policy: policy, roster: roster, files: files, certified: certified,
      warnings: warnings.map { $0.placed(in: directory) })
  }
}

extension Finding {
  /// The finding with its file named as it lies in a directory of any name.
  fileprivate func placed(in directory: String) -> Finding {
    guard let path, path.utf8.starts(with: "policies/".utf8) else { return self }
    var finding = self
    finding.path = directory + path.dropFirst("policies".count)
    return finding
  }
}
