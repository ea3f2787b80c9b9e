import Documents
import GitHistory
import Governance

/// Reads monitoring reports, each content in each place once: an audit asks for the same ones again and again.
final class MonitoringReading {
  enum Outcome {
    case report(MonitoringReport)
    case invalid(DocumentErrors)
  }

  private struct File: Hashable {
    let path: GitPath
    let content: ObjectID
  }

  private var known: [File: Outcome] = [:]
  /// How many are kept.
  private static let limit = 4_000

  func outcome(
    of id: ObjectID, at path: GitPath, _ repository: borrowing Repository
  ) throws(GitError) -> Outcome {
    let file = File(path: path, content: id)
    if let outcome = known[file] { return outcome }
    let content = try repository.document(id)
    let outcome: Outcome
    do throws(DocumentErrors) {
      outcome = .report(try MonitoringReport.read(content, path: path.display))
    } catch {
      outcome = .invalid(error)
    }
    if known.count >= MonitoringReading.limit { known = [:] }
    known[file] = outcome
    return outcome
  }
}
