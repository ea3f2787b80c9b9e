@testable import Documents
import Governance

/// What a reader makes of a text: a document, or everything that is wrong with it as `line:column problem`.
enum Outcome<Document> {
  case read(Document)
  case refused([DocumentError])

  init(_ read: () throws(DocumentErrors) -> Document) {
    do { self = .read(try read()) } catch { self = .refused(error.errors) }
  }

  var document: Document? { if case .read(let document) = self { document } else { nil } }
  var errors: [DocumentError] { if case .refused(let errors) = self { errors } else { [] } }
  var problems: [String] { errors.map { "\($0.position.line):\($0.position.column) \($0.problem)" } }
  var hints: [String] { errors.compactMap(\.hint) }
}

extension String {
  /// The text with one passage replaced, which has to be there.
  func replacing(_ old: String, by new: String) -> String {
    precondition(contains(old), "the sample lacks \(old)")
    return String(replacing(old, with: new, maxReplacements: 1))
  }
}

func policy(_ text: String) -> Outcome<Policy> {
  Outcome { () throws(DocumentErrors) in try Policy.read(Array(text.utf8)) }
}
func card(_ text: String) -> Outcome<Card> {
  Outcome { () throws(DocumentErrors) in try Card.read(Array(text.utf8), path: "models/m/card.yaml") }
}
func approval(_ text: String, isForPolicy: Bool = false) -> Outcome<Approval> {
  Outcome { () throws(DocumentErrors) in
    try Approval.read(Array(text.utf8), path: "a.yaml", isForPolicy: isForPolicy).approval
  }
}
func evidence(_ text: String) -> Outcome<Evidence?> {
  Outcome { () throws(DocumentErrors) in try Evidence.read(Array(text.utf8), path: "e.yaml") }
}
/// Keys are read as what stands after the type, files as their path, and `bad` is none that may be used.
func roster(
  _ text: String, exclusive: [[Role]] = [["ml-engineer", "counsel"]], gateRoles: [Role] = ["validator"]
) -> Outcome<Roster> {
  func answer(_ name: String, _ isGood: Bool) -> KeyReader.Answer {
    isGood ? .success(KeyFingerprint(name)) : .failure(KeyProblem("it is too short"))
  }
  let keys = KeyReader(
    ssh: { key in
      let parts = key.split(separator: " ")
      return answer("SHA256:\(parts.last ?? "")", parts.count > 1 && parts[1] != "bad")
    },
    openPGP: { path in answer("openpgp:\(path)", !path.contains("bad")) },
    x509: { issuer, subject in answer("x509:\(subject) by \(issuer)", issuer != "bad") })
  return Outcome { () throws(DocumentErrors) in
    try Roster.read(Array(text.utf8), exclusiveRoles: exclusive, gateRoles: gateRoles, keys: keys)
  }
}
/// A document without a schema.
func yaml(_ text: String) -> Outcome<Value> { yaml(Array(text.utf8)) }
func yaml(_ bytes: [UInt8]) -> Outcome<Value> {
  do { return .read(try StrictYAML.read(bytes, path: "f.yaml").value) } catch { return .refused([error]) }
}
