import GitHistory
import Governance
import Signatures

/// What rests on one key: every approval, report and change that it signed, and the transitions that brought them.
/// It is what has to be looked at again when the key turns out to be stolen.
package struct KeyExposure {
  /// One thing that the key signed.
  package struct Item: Sendable, Equatable {
    package enum Kind: String, Sendable { case approval, evidence, contribution, policy, commit }

    package let kind: Kind
    package let commit: CommitID
    /// The first-parent commit by which it came to the head of the range.
    package let landed: CommitID
    /// The committer's date, which is a claim.
    package let committed: Instant
    /// The file, or the model's directory for a contribution; nil for a commit that brought nothing governed.
    package let path: String?
    /// Whether the signature is a file of its own.
    package let isDetached: Bool
  }

  private let keys: KnownKeys
  private let key: String
  private let governed: GovernedPath

  /// - Parameter key: as `KnownKeys.key(named:)` gives it.
  package init(of key: String, among keys: KnownKeys) {
    self.keys = keys
    self.key = key
    governed = GovernedPath(layout: keys.layout)
  }

  /// The items in the order of history.
  ///
  /// - Parameters:
  ///   - commits: the range, parents before children.
  ///   - head: its end.
  package func items(
    _ commits: [ObjectID], head: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> [Item] {
    var items: [Item] = []
    let landings = try landings(of: commits, head: head, repository)
    for id in commits {
      let commit = try repository.commit(id)
      let isSigned = signs(commit)
      for (kind, path, isDetached) in try brought(by: commit, isSigned: isSigned, repository) {
        items.append(
          Item(
            kind: kind, commit: id.commitID, landed: (landings[id] ?? id).commitID,
            committed: Instant(seconds: commit.committer.time), path: path, isDetached: isDetached))
      }
    }
    return items
  }

  private func signs(_ commit: RawCommit) -> Bool {
    guard let signature = commit.signature else { return false }
    let check = keys.verifier.check(
      signature: signature, payload: commit.payload, namespace: "git", at: commit.committer.time)
    return isOurs(check)
  }

  private func isOurs(_ check: SignatureCheck) -> Bool {
    if case .valid(let signer, _, _) = check { signer.key.isExactly(key) } else { false }
  }

  private func brought(
    by commit: RawCommit, isSigned: Bool, _ repository: borrowing Repository
  ) throws(GitError) -> [(Item.Kind, String?, Bool)] {
    var changes: [GitPath: Change]?
    for parent in commit.parents.isEmpty ? [nil] : commit.parents.map(Optional.some) {
      let tree: ObjectID? = if let parent { try repository.commit(parent).tree } else { nil }
      let all = try repository.changes(from: tree, to: commit.tree) { path in
        governed.place(of: path) != .outside || path.hasPrefix(GovernedPath.policies)
          || governed.model(holding: path) != nil
      }
      let changed = Dictionary(all.map { ($0.path, $0) }) { first, _ in first }
      // What one parent has already was not brought here.
      changes = changes.map { known in known.filter { changed[$0.key] != nil } } ?? changed
    }
    var found: [(Item.Kind, String?, Bool)] = []
    var models: Set<GitPath> = []
    for (path, change) in (changes ?? [:]).sorted(by: { $0.key < $1.key }) {
      if let detached = try detachedKind(path, change, commit, repository) {
        found.append((detached, path.display, true))
      }
      guard isSigned, let kind = governed.kind(of: path) else { continue }
      if kind == .contribution, let model = governed.model(holding: path) {
        if models.insert(model).inserted { found.append((kind, model.display, false)) }
      } else if !path.bytes.suffix(4).elementsEqual(".sig".utf8) {
        found.append((kind, path.display, false))
      }
    }
    if found.isEmpty, isSigned { found.append((.commit, nil, false)) }
    return found
  }

  /// What a `.sig` that the commit brought signs, if it is by the key.
  private func detachedKind(
    _ path: GitPath, _ change: Change, _ commit: RawCommit, _ repository: borrowing Repository
  ) throws(GitError) -> Item.Kind? {
    guard path.bytes.suffix(4).elementsEqual(".sig".utf8), let signature = change.new, signature.mode.isFile,
      let kind = governed.kind(of: path), kind == .approval || kind == .evidence
    else { return nil }
    let signed = GitPath(bytes: Array(path.bytes.dropLast(4)))
    guard let file = try repository.entry(at: signed, inTree: commit.tree), file.mode.isFile,
      try repository.blobSize(signature.id) <= DetachedSignatures.limit
    else { return nil }
    let namespace: DetachedSignatures.Namespace = kind == .approval ? .approval : .evidence
    let check = keys.verifier.check(
      signature: try repository.blob(signature.id, limit: DetachedSignatures.limit),
      payload: try repository.document(file.id), namespace: namespace.rawValue, at: commit.committer.time)
    return isOurs(check) ? kind : nil
  }

  /// By which first-parent commit each commit came to the head.
  private func landings(
    of commits: [ObjectID], head: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [ObjectID: ObjectID] {
    let range = Set(commits)
    var landings: [ObjectID: ObjectID] = [:]
    for transition in try repository.firstParents(from: head).reversed() where range.contains(transition) {
      var open = [transition]
      while let id = open.popLast() {
        guard range.contains(id), landings[id] == nil else { continue }
        landings[id] = transition
        open += try repository.commit(id).parents
      }
    }
    return landings
  }
}

extension GovernedPath {
  /// The model's directory that the path lies in.
  fileprivate func model(holding path: GitPath) -> GitPath? {
    let components = path.components
    for count in components.indices {
      let directory = GitPath(bytes: Array(components[...count].joined(separator: [0x2F])))
      if place(of: directory) == .model { return directory }
    }
    return nil
  }

  /// What a change at the path is; nil where nothing is governed.
  fileprivate func kind(of path: GitPath) -> KeyExposure.Item.Kind? {
    if path.hasPrefix("policies/approvals") { return .approval }
    if path.hasPrefix(GovernedPath.policies) { return .policy }
    guard let model = model(holding: path) else { return nil }
    if path.hasPrefix(model.appending(Array("approvals".utf8))) { return .approval }
    if path.hasPrefix(model.appending(Array("evidence".utf8))) { return .evidence }
    return .contribution
  }
}
