import Dispatch
import GitHistory
import Governance
import Signatures
import Synchronization

/// Checks the signature of every commit of a range, in parallel and in the order of history.
package struct SignatureListing {
  /// One commit's check.
  package struct Row: Sendable {
    package let commit: CommitID
    /// `unsigned`, `malformed`, `unknown-signer`, `invalid` or `valid`.
    package let check: String
    package let format: String?
    package let key: String?
    package let identity: String?
    /// For a valid signature, whether its key was good at the committer date.
    package let state: KeyState?
    package let reason: String?
  }

  private let keys: KnownKeys
  private let repositoryPath: String

  /// How many commits one worker takes at a time.
  private static let chunk = 512

  /// - Parameter repositoryPath: where each worker opens a repository handle of its own.
  package init(repositoryPath: String, keys: KnownKeys) {
    self.repositoryPath = repositoryPath
    self.keys = keys
  }

  /// Checks the commits and hands the rows over in their order, some at a time, so that memory stays flat.
  ///
  /// - Parameter workers: how many threads verify at once.
  package func check(
    _ commits: [ObjectID], workers: Int, environment: [String: String], emit: ([Row]) throws -> Void
  ) throws {
    let chunks = stride(from: 0, to: commits.count, by: SignatureListing.chunk).map {
      commits[$0..<min($0 + SignatureListing.chunk, commits.count)]
    }
    // A few chunks a worker, so that a slow one does not keep the others waiting for long.
    let batch = workers * 4
    for start in stride(from: 0, to: chunks.count, by: batch) {
      let part = chunks[start..<min(start + batch, chunks.count)]
      let results = Mutex([Int: Result<[Row], any Error>]())
      DispatchQueue.concurrentPerform(iterations: part.count) { index in
        let result = Result { try rows(for: part[start + index], environment: environment) }
        results.withLock { $0[index] = result }
      }
      let finished = results.withLock { $0 }
      for index in part.indices {
        if let rows = finished[index - start] { try emit(rows.get()) }
      }
    }
  }

  private func rows(for commits: ArraySlice<ObjectID>, environment: [String: String]) throws -> [Row] {
    let repository = try Repository(at: repositoryPath, environment: environment)
    return try commits.map { try row(for: $0, repository) }
  }

  private func row(for id: ObjectID, _ repository: borrowing Repository) throws(GitError) -> Row {
    let commit: RawCommit
    do {
      commit = try repository.commit(id)
    } catch  where error.code == .malformedCommit {
      return Row(
        commit: id.commitID, check: "malformed", format: nil, key: nil, identity: nil, state: nil,
        reason: error.message)
    }
    let check = keys.verifier.check(
      signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time)
    func row(
      _ name: String, _ signer: Signer?, format: SignatureFormat? = nil, holding: KeyHolding? = nil,
      reason: String? = nil
    ) -> Row {
      Row(
        commit: id.commitID, check: name, format: (format ?? signer?.format)?.rawValue, key: signer?.key,
        identity: holding?.holder.text, state: holding?.state, reason: reason)
    }
    switch check {
    case .unsigned: return row("unsigned", nil)
    case .malformed(let reason): return row("malformed", nil, reason: reason)
    case .unknownSigner(let signer, let format, let reason):
      return row("unknown-signer", signer, format: format, reason: reason)
    case .invalid(let signer, let reason): return row("invalid", signer, reason: reason)
    case .valid(let signer, _, let validity):
      guard let holding = keys.holding(signer, validity, at: commit.committer.time) else {
        return row("unknown-signer", signer, reason: KeyHolding.reason(for: signer))
      }
      return row("valid", signer, holding: holding)
    }
  }

  /// The commits of a range: `A..B`, or everything that a revision reaches.
  package static func commits(of range: String, in repository: borrowing Repository) throws -> [ObjectID] {
    let (base, head) = ends(of: range)
    do {
      return try repository.commitIDs(
        reachableFrom: repository.resolve(head), excluding: base.map { [try repository.resolve($0)] } ?? [])
    } catch let error as GitError where error.isUsage {
      throw UsageError(error)
    }
  }

  /// The two ends of a range as git writes it.
  package static func ends(of range: String) -> (base: String?, head: String) {
    let bytes = Array(range.utf8)
    for index in bytes.indices.dropLast() where bytes[index] == 0x2E && bytes[index + 1] == 0x2E {
      let base = String(decoding: bytes[..<index], as: UTF8.self)
      let head = String(decoding: bytes[(index + 2)...], as: UTF8.self)
      return (base.isEmpty ? "HEAD" : base, head.isEmpty ? "HEAD" : head)
    }
    return (nil, range)
  }
}
