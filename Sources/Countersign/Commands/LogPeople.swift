import GitHistory
import Signatures

/// Who commits, as the newest commits of a history say. Names and addresses are whatever was written into them.
package struct LogPeople: Sendable {
  package struct Author: Sendable {
    package let name: String
    package let email: String
    /// How many commits name the address, as author or committer.
    package internal(set) var commits: Int
    /// How many of them are signed by which key, by fingerprint, where the key is known.
    package internal(set) var signed: [String: Int] = [:]
  }

  /// Who commits most comes first.
  package let authors: [Author]
  /// How many commits were read.
  package let commits: Int
  /// Whether there are more: the limit was reached, the clone is shallow, or a commit cannot be read.
  package let isCutOff: Bool

  /// The most commits that are read.
  package static let limit = 10_000

  /// What a forge commits under when its button is pressed: nobody's.
  private static let buttons = ["noreply@github.com", "noreply@gitlab.com"]

  /// - Parameter keys: keys that are known, to say whose commits they signed.
  /// - Throws: `GitError` for what cannot be read but for commits, of which only those are told that can.
  package init(
    from head: ObjectID, in repository: borrowing Repository, keys: KnownKeys? = nil, limit: Int = limit
  ) throws(GitError) {
    var found: [String: Author] = [:]
    var seen: Set<ObjectID> = [head]
    var queue = [head]
    var next = 0
    var count = 0
    var isCutOff = false
    while next < queue.count {
      if count == limit {
        isCutOff = true
        break
      }
      let id = queue[next]
      next += 1
      guard let commit = try LogPeople.commit(id, repository) else {
        isCutOff = true
        continue
      }
      count += 1
      let key = keys.flatMap { LogPeople.key(of: commit, $0) }
      var isAuthor = true
      for stamp in [commit.author, commit.committer] {
        defer { isAuthor = false }
        guard let email = String(validating: stamp.email, as: UTF8.self), !email.isEmpty else { continue }
        let folded = email.lowercased()
        if LogPeople.buttons.contains(folded) { continue }
        if !isAuthor, stamp.email == commit.author.email {
          if let key { found[folded]?.signed[key, default: 0] += 1 }
          continue
        }
        let name = String(decoding: stamp.name, as: UTF8.self)
        found[folded, default: Author(name: name, email: email, commits: 0)].commits += 1
        if !isAuthor, let key { found[folded]?.signed[key, default: 0] += 1 }
      }
      for parent in commit.parents where seen.insert(parent).inserted { queue.append(parent) }
    }
    authors = found.values.sorted {
      $0.commits == $1.commits
        ? $0.email.utf8.lexicographicallyPrecedes($1.email.utf8) : $0.commits > $1.commits
    }
    commits = count
    self.isCutOff = isCutOff
  }

  /// The commit; nil where it is not there or is none: whoever wants to know who commits need not know of all.
  private static func commit(
    _ id: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> RawCommit? {
    do throws(GitError) {
      return try repository.commit(id)
    } catch {
      switch error.code {
      case .missingObject, .malformedCommit, .corruptObject, .tooLarge: return nil
      default: throw error
      }
    }
  }

  /// The key that signed the commit, by its fingerprint, if the signature is good.
  private static func key(of commit: RawCommit, _ keys: KnownKeys) -> String? {
    let check = keys.verifier.check(
      signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time)
    guard case .valid(let signer, _, _) = check else { return nil }
    return signer.key
  }
}
