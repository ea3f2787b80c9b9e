import Documents
import GitHistory
import Governance

/// Reads a model's reports, each content in each place once: what stands unchanged is asked for at base, in the tree
/// that will land, and as evidence.
final class ReportReading {
  /// The most files below `evidence/` that may be reports.
  static let countLimit = 1_000
  /// The most bytes that they may have together. What is too large for a document is not read and does not count.
  static let sizeLimit = 16 << 20

  enum Outcome {
    case report(Evidence)
    /// Data that stands beside the reports.
    case data
    case invalid(DocumentErrors)
  }

  private struct File: Hashable {
    let path: [UInt8]
    let content: ObjectID
  }

  private var known: [File: Outcome] = [:]

  /// Whether a file under `evidence/` may be a report at all.
  static func isReport(_ path: String) -> Bool {
    ["yaml", "yml", "json"].contains { path.utf8.suffix($0.utf8.count + 1).elementsEqual(".\($0)".utf8) }
  }

  func outcome(
    of id: ObjectID, at path: String, _ repository: borrowing Repository
  ) throws(GitError) -> Outcome {
    let file = File(path: Array(path.utf8), content: id)
    if let outcome = known[file] { return outcome }
    let content = try repository.document(id)
    let outcome: Outcome
    do throws(DocumentErrors) {
      outcome = try Evidence.read(content, path: path).map { .report($0) } ?? .data
    } catch {
      outcome = .invalid(error)
    }
    known[file] = outcome
    return outcome
  }

  /// That there are more reports than are read. Which of them are left out would be for whoever adds some to choose,
  /// and so a failed one among them could be drowned: none is read.
  ///
  /// - Parameter directory: the model's.
  static func excess(
    of reports: [ObjectID], below directory: GitPath, model: ModelID, _ repository: borrowing Repository
  ) throws(GitError) -> Finding? {
    func finding(_ problem: String, _ help: String) -> Finding {
      Finding(
        .documentInvalid, "\(directory.display)/evidence holds more than \(problem)", help: help,
        model: model,
        path: "\(directory.display)/evidence")
    }
    if reports.count > countLimit {
      return finding(
        "\(countLimit) YAML and JSON files",
        "remove reports of the past, which history keeps, and keep other data in files of other names")
    }
    var size = 0
    for report in reports {
      let length = try repository.blobSize(report)
      if length <= LoadedPolicy.documentLimit { size += length }
    }
    if size > sizeLimit {
      return finding(
        "\(sizeLimit >> 20) MiB of YAML and JSON",
        "keep in reports what gates ask for, and other data in files of other names, such as .csv or .json.gz"
      )
    }
    return nil
  }
}
