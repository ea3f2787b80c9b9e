import Documents
import GitHistory
import Governance

/// What the record needs of a report that was kept: which transition, when it was judged, and what came of it.
struct RecordedReport {
  let branch: String
  /// Nil where the branch began.
  let base: ObjectID?
  let head: ObjectID
  /// Nil where it could not be established.
  let tree: ObjectID?
  let at: Instant
  let verdict: Verdict
  /// The version of the tool that judged.
  let version: String

  /// Reads a report of schema `countersign/report/v1`. Members that are not needed here may be anything that is JSON.
  ///
  /// - Throws: where and why it is no such report.
  init(_ bytes: [UInt8]) throws(DocumentError) {
    let top = Member(
      name: "", node: try StrictJSON.read(bytes, path: CheckLog.file, limit: CheckLog.reportLimit))
    let schema = try top.member("schema")
    guard try schema.text().isExactly("countersign/report/v1") else {
      throw schema.mistake("is none that is known here")
    }
    let transition = try top.member("transition")
    branch = try transition.member("branch").text()
    let base = try transition.member("base")
    self.base = base.node.isNull ? nil : try base.objectID()
    head = try transition.member("head").objectID()
    tree = try transition.optional("tree")?.objectID()
    let moment = try transition.member("at")
    guard let at = Instant(rfc3339: try moment.text()) else { throw moment.mistake("is no moment") }
    self.at = at
    let told = try top.member("verdict")
    guard let verdict = Verdict(rawValue: try told.text()) else { throw told.mistake("is no verdict") }
    self.verdict = verdict
    version = try top.member("tool").member("version").text()
  }

  /// A value of the report, and its name for messages.
  private struct Member {
    let name: String
    let node: YAMLNode

    func mistake(_ problem: String) -> DocumentError {
      DocumentError(
        path: CheckLog.file, position: node.position,
        problem: "\(name.isEmpty ? "the document" : name) \(problem)")
    }

    func optional(_ key: String) throws(DocumentError) -> Member? {
      guard case .mapping(let entries) = node.content else { throw mistake("is no object") }
      guard let entry = entries.first(where: { $0.key.isExactly(key) }) else { return nil }
      return Member(name: name.isEmpty ? key : "\(name).\(key)", node: entry.value)
    }

    func member(_ key: String) throws(DocumentError) -> Member {
      guard let member = try optional(key) else { throw mistake("lacks \(key)") }
      return member
    }

    func text() throws(DocumentError) -> String {
      guard case .scalar(let text, isPlain: false) = node.content else { throw mistake("is no text") }
      return text
    }

    func objectID() throws(DocumentError) -> ObjectID {
      guard let id = ObjectID(hex: try text()), !id.isZero else { throw mistake("is no object's id") }
      return id
    }
  }
}
