/// Comma-separated values (RFC 4180), for spreadsheets and scripts. What a terminal would obey is escaped as in text,
/// and a cell that a spreadsheet would take for a formula begins with an apostrophe.
enum CSVRow {
  /// One row. RFC 4180, section 2: fields with a comma or a quotation mark stand in quotation marks, those within are
  /// doubled, and a record ends in CR LF. Line ends within fields do not survive `Printable`.
  ///
  /// - Parameter columns: how many cells the row has; those that are missing at its end are empty.
  static func bytes(_ cells: [String], columns: Int) -> [UInt8] {
    let filled = cells + [String](repeating: "", count: max(0, columns - cells.count))
    return Array((filled.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// Names in one cell.
  static func list(_ names: [String]) -> String { names.joined(separator: " ") }

  private static func cell(_ text: String) -> String {
    var cell = Printable(text).text
    // What begins so is a formula to spreadsheets; some look past white space, and take full-width signs as well.
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    if let first,
      "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        || text.unicodeScalars.first.map({ "\t\r\n".unicodeScalars.contains($0) }) ?? false
    {
      cell = "'" + cell
    }
    guard cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x27 || $0 == 0x3B }) else {
      return cell
    }
    return "\"" + cell.replacingQuotes + "\""
  }
}

extension String {
  fileprivate var replacingQuotes: String {
    String(decoding: utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }, as: UTF8.self)
  }
}
