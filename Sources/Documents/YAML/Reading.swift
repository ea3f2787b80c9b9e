import Governance

/// What reading one document gathers: its errors, as many as anybody wants to see, and where each field stands.
final class Reading {
  /// A hostile document could have an error in every few bytes, each with a search for what was meant.
  static let errorLimit = 100

  let path: String
  /// How many entries a list or a mapping may have. Where entries are compared with each other, as a policy's
  /// are, the size of the file is no bound that helps.
  let entryLimit: Int
  private(set) var errors: [DocumentError] = []
  var positions = Positions()

  init(path: String, entryLimit: Int) {
    self.path = path
    self.entryLimit = entryLimit
  }

  func refuse(
    _ position: Position, _ problem: @autoclosure () -> String, hint: @autoclosure () -> String? = nil
  ) {
    if errors.count == Reading.errorLimit { return }
    errors.append(DocumentError(path: path, position: position, problem: problem(), hint: hint()))
  }

  /// Refuses a mapping that lacks a key; the document is the mapping without a name.
  func refuseLack(of key: String, in name: String, _ position: Position) {
    refuse(position, "\(name.isEmpty ? "the document" : name) lacks \(key)")
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
