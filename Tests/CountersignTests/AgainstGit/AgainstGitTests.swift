import Foundation
import GitHistory
import Signatures
import Testing

/// Countersign and the real git side by side, over thousands of generated commits.
@Suite(.enabled(if: GitVerdicts.isAvailable, "not run, for want of git, ssh-keygen or xargs"))
struct AgainstGitTests {
  private enum Verdict: Equatable, CustomStringConvertible {
    case valid(String)
    case refused(String)

    var description: String {
      switch self {
      case .valid(let key): "valid by \(key)"
      case .refused(let reason): "refused: \(reason)"
      }
    }
  }

  private static func number(_ variable: String, default value: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? value
  }

  private let seed = UInt64(Self.number("COUNTERSIGN_AGAINST_GIT_SEED", default: 20_261_121))
  private let count = Self.number("COUNTERSIGN_AGAINST_GIT_COUNT", default: 1_200)

  private func countersign(_ commit: SpoiltCommit, _ id: ObjectID, _ verifier: SignatureVerifier) -> Verdict {
    do {
      let commit = try RawCommit(parsing: commit.bytes, id: id)
      switch verifier.check(
        signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time)
      {
      case .valid(let signer, _, _): return .valid(signer.key)
      case .malformed(let reason): return .refused(reason)
      case let other: return .refused("\(other)")
      }
    } catch {
      return .refused(error.message)
    }
  }

  @Test func `what git refuses is never valid, and what git accepts is refused for known reasons only`()
    throws
  {
    let commits = (0..<count).map { SpoiltCommit($0, seed: seed) }
    let (ids, good) = try GitVerdicts.good(commits.map(\.bytes), people: SpoiltCommit.known)
    let verifier = SignatureVerifier(keys: KeyRing(SpoiltCommit.known.map(\.key.publicKey)))
    var (agreed, bothRefuse) = (0, 0)
    var stricter: [Strictness: Int] = [:]
    for (commit, id) in zip(commits, ids) {
      let ours = countersign(commit, id, verifier)
      switch (ours, good[id]) {
      case (.valid(let key), let theirs?) where key == theirs: agreed += 1
      case (.refused, nil): bothRefuse += 1
      case (.refused(let reason), .some):
        if let known = Strictness(reason) {
          stricter[known, default: 0] += 1
        } else {
          Issue.record("git calls it good, Countersign has a new reason: \(reason)\n\(report(commit))")
        }
      case (_, let theirs):
        Issue.record("Countersign: \(ours), git: \(theirs ?? "not good")\n\(report(commit))")
      }
    }
    if ProcessInfo.processInfo.environment["COUNTERSIGN_AGAINST_GIT_COUNT"] != nil {
      print("agreed \(agreed), both refuse \(bothRefuse)")
      for known in Strictness.allCases { print(stricter[known] ?? 0, known.rawValue) }
    }
    // Else the generator makes only good ones, or only broken ones, and shows nothing.
    if count >= 1_000 {
      #expect(agreed > count / 10, "\(agreed) of \(count)")
      #expect(bothRefuse > count / 4, "\(bothRefuse) of \(count)")
      for known in Strictness.allCases {
        #expect(stricter[known] ?? 0 > 0, "no commit with \(known.rawValue)")
      }
    }
  }

  private func report(_ commit: SpoiltCommit) -> String {
    "\(commit.description)\n\(String(decoding: commit.bytes.prefix(2_000), as: UTF8.self).debugDescription)"
  }
}
