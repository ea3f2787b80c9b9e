import Countersign
import Foundation
import GitHistory
import Governance
import Rehearsal

extension GovernedRepository {
  /// A reference that a push would change; what it is now, the repository says.
  func update(_ name: String, to new: ObjectID?) throws -> RefUpdate {
    RefUpdate(name: GitPath(name), old: try Repository(at: gitDirectory).target(ofReference: name), new: new)
  }

  /// What this repository, as a server, answers to a push.
  func push(
    _ updates: RefUpdate..., at place: BranchPlace = .here, root: String? = nil, branches: [String] = []
  ) throws -> [RefAnswer] {
    try PushJudging(at: place, .init(root: root, branches: branches), clock: now).answers(
      to: updates, in: Repository(at: gitDirectory))
  }

  /// Makes a reference that holds another one's name.
  func link(_ name: String, to other: String) throws {
    try "ref: \(other)\n".write(toFile: gitDirectory + name, atomically: true, encoding: .utf8)
  }

  /// Takes a reference away.
  func forget(_ name: String) throws { try FileManager.default.removeItem(atPath: gitDirectory + name) }
}

extension RefAnswer {
  /// How it reads in a test: `passes`, the verdict of the transition, or the rule that refuses.
  var outcome: String {
    switch self {
    case .passes: "passes"
    case .refused(let finding): finding.rule.rawValue
    case .judged(let report): report.verdict.rawValue
    }
  }
}
