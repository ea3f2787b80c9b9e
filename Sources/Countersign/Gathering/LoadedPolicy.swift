import Documents
import GitHistory
import Governance
import Signatures

/// The policy, the roster and the keys of one tree.
struct LoadedPolicy {
  let policy: Policy
  let roster: Roster
  let keys: KeyRing
  let digest: Governance.Digest
  /// What is wrong with it and does not keep it from loading.
  let warnings: [Finding]

  enum Outcome {
    /// There is no `policies/policy.yaml`.
    case missing
    /// It is there and does not load.
    case invalid([Finding])
    case loaded(LoadedPolicy)
  }

  /// The most bytes that a document may have.
  static let documentLimit = 1 << 20

  /// Loads `policies/` of a tree. Links and submodules are refused: the policy is what the tree holds, not
  /// what it points to.
  static func load(
    from tree: ObjectID, in repository: borrowing Repository, digests: ContentDigests
  ) throws(GitError) -> Outcome {
    guard let directory = try repository.entry(at: GovernedPath.policies, inTree: tree) else {
      return .missing
    }
    guard directory.mode == .tree else {
      return .invalid([Finding(.policyInvalid, "policies is no directory", path: "policies")])
    }
    guard let policyFile = try repository.entry(at: GovernedPath.policyFile, inTree: tree) else {
      return .missing
    }
    var findings: [Finding] = []
    let subject = try subject(of: tree, in: repository, digests: digests, findings: &findings)
    var policy: Policy?
    do {
      policy = try Policy.read(try read(policyFile, in: repository))
    } catch let error as DocumentErrors {
      findings += error.findings(.policyInvalid)
    } catch let error as GitError {
      throw error
    } catch {}
    guard policyFile.mode.isFile, findings.isEmpty, let policy else { return .invalid(findings) }
    guard let identities = try repository.entry(at: GovernedPath.identitiesFile, inTree: tree) else {
      return .invalid([
        Finding(
          .identitiesInvalid, "policies/identities.yaml is missing",
          help: "list the people and their keys there", path: "policies/identities.yaml")
      ])
    }
    let keys = try PolicyKeys.load(from: tree, in: repository)
    do {
      let gates = policy.gates + (policy.policyGate.map { [$0] } ?? [])
      let listed = try Roster.read(
        try read(identities, in: repository), exclusiveRoles: policy.separation.exclusiveRoles,
        gateRoles: gates.flatMap(\.roles), keys: keys.reader)
      let (ring, roster) = try keys.ring(for: listed).get()
      let digester = Digester(sha256: Signatures.Digest.sha256)
      return .loaded(
        LoadedPolicy(
          policy: policy, roster: roster, keys: ring, digest: digester.digest(ofPolicy: subject),
          warnings: keys.warnings))
    } catch let error as DocumentErrors {
      return .invalid(error.findings(.identitiesInvalid))
    } catch let error as GitError {
      throw error
    } catch {
      return .invalid([])
    }
  }

  private static func read(_ entry: TreeEntry, in repository: borrowing Repository) throws(GitError)
    -> [UInt8]
  {
    // One byte over the limit is enough for the reader to refuse it in its own words.
    let size = try repository.blobSize(entry.id)
    return size > documentLimit
      ? [UInt8](repeating: 0x20, count: documentLimit + 1)
      : try repository.blob(entry.id, limit: documentLimit)
  }

  /// The files that the policy's digest is over: `policies/` without `approvals/`.
  static func subject(
    of tree: ObjectID, in repository: borrowing Repository, digests: ContentDigests, findings: inout [Finding]
  ) throws(GitError) -> Subject {
    var files: [Subject.File] = []
    let prefix = GovernedPath.policies.bytes.count + 1
    for file in try repository.files(inTree: tree, below: GovernedPath.policies) {
      let path = GitPath(bytes: Array(file.path.bytes.dropFirst(prefix)))
      if path.hasPrefix("approvals"), path != "approvals" { continue }
      guard file.mode.isFile, let text = path.text else {
        findings.append(
          Finding(
            .policyInvalid, "\(file.path.display) is no regular file with a readable name",
            help: "policies/ holds plain files only", path: file.path.display))
        continue
      }
      files.append(
        Subject.File(
          path: text, mode: file.mode.text, sha256: try digests.digest(of: file.id, in: repository).sha256))
    }
    return Subject(files: files)
  }
}

extension DocumentErrors {
  /// The errors as findings of a rule.
  func findings(
    _ rule: Rule, _ severity: Severity = .error, model: ModelID? = nil, gate: GateID? = nil
  ) -> [Finding] {
    errors.map {
      Finding(
        rule, severity, $0.problem, help: $0.hint, model: model, gate: gate, path: $0.path,
        position: $0.position)
    }
  }
}
