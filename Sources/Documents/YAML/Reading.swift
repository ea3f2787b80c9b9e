import Governance

/// What reading one document gathers: its errors, all of them, and where each field stands.
final class Reading {
  let path: String
  private(set) var errors: [DocumentError] = []
  var positions = Positions()

  init(path: String) { self.path = path }

  func refuse(_ position: Position, _ problem: String, hint: String? = nil) {
    errors.append(DocumentError(path: path, position: position, problem: problem, hint: hint))
  }

  /// Throws what was gathered, if anything, in the order of the file.
  func finish() throws(DocumentErrors) {
    if errors.isEmpty { return }
    let ordered = errors.enumerated().sorted {
      ($0.element.position.line, $0.element.position.column, $0.offset)
        < ($1.element.position.line, $1.element.position.column, $1.offset)
    }
    throw DocumentErrors(errors: ordered.map(\.element))
  }
}
