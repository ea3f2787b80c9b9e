import Documents
import GitHistory
import Governance

/// Which branches the policy of a commit ties its stages to. Each policy is read once, whatever number of commits hold
/// it.
final class StageBranches {
  enum Outcome {
    /// There is no policy.
    case missing
    /// There is one that does not load.
    case invalid
    /// The branches of its stages. None where every branch is judged by the stages of the cards.
    case loaded([[UInt8]])
  }

  private var known: [ObjectID: Outcome] = [:]

  /// - Throws: what reading the commit and its trees throws.
  func outcome(ofCommit id: ObjectID, _ repository: borrowing Repository) throws(GitError) -> Outcome {
    let tree = try repository.commit(try repository.peeledCommit(id)).tree
    guard let directory = try repository.entry(at: GovernedPath.policies, inTree: tree) else {
      return .missing
    }
    guard directory.mode == .tree else { return .invalid }
    guard let file = try repository.entry(at: GovernedPath.policyFile, inTree: tree) else { return .missing }
    guard file.mode.isFile else { return .invalid }
    if let outcome = known[file.id] { return outcome }
    let outcome = try read(file.id, repository)
    known[file.id] = outcome
    return outcome
  }

  private func read(_ file: ObjectID, _ repository: borrowing Repository) throws(GitError) -> Outcome {
    guard try repository.blobSize(file) <= LoadedPolicy.documentLimit else { return .invalid }
    let bytes = try repository.blob(file, limit: LoadedPolicy.documentLimit)
    do throws(DocumentErrors) {
      return .loaded(try Policy.read(bytes).stages.compactMap { $0.branch.map { Array($0.utf8) } })
    } catch {
      // Why, the report of the branch that holds it says.
      return .invalid
    }
  }
}
