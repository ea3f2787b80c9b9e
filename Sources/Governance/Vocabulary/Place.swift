/// Where in a document something stands. Lines and columns count from 1, columns in Unicode scalars.
package struct Position: Hashable, Sendable, Codable {
  package let line: Int
  package let column: Int
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where each field of a document stands, by its path such as `metrics[0].value`.
package struct Positions: Hashable, Sendable {
  private var byField: [String: Position] = [:]
  package init() {}
  package subscript(field: String) -> Position? {
    get { byField[field] }
    set { byField[field] = newValue }
  }
}
