/// A table for a terminal, as wide as it or as its content: where that is too wide, the widest columns give way, and
/// what does not fit ends in an ellipsis.
struct TextTable {
  struct Cell {
    let text: String
    let ink: Ink
    init(_ text: String, _ ink: Ink = .plain) {
      self.text = text
      self.ink = ink
    }
  }

  private let head: [String]
  private let rows: [[Cell]]
  private let style: Style

  /// The least that a column may be.
  private static let least = 6

  /// - Parameter rows: each with a cell for every column.
  init(_ head: [String], _ rows: [[Cell]], style: Style) {
    self.head = head
    self.rows = rows
    self.style = style
  }

  func write(on page: inout Page) {
    var widths = head.map(columns)
    var gap = 2
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], columns(cell.text)) }
    }
    // A name of any length would be measured for nothing.
    widths = widths.map { min($0, style.width) }
    if widths.reduce(0, +) + gap * (head.count - 1) > style.width { gap = 1 }
    let room = style.width - gap * (head.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > TextTable.least
    {
      widths[widest] -= 1
    }
    page.verbatim(line(head.map { Cell($0, .faint) }, widths, gap))
    for row in rows { page.verbatim(line(row, widths, gap)) }
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ gap: Int) -> Phrase {
    var phrase = Phrase("")
    for (index, cell) in cells.enumerated() {
      let text = fitting(cell.text, widths[index])
      phrase += Phrase(text, cell.ink)
      let padding = widths[index] - columns(text) + gap
      if index + 1 < cells.count { phrase += Phrase(String(repeating: " ", count: max(1, padding))) }
    }
    return phrase
  }

  private func columns(_ text: String) -> Int {
    // No terminal has as many columns.
    let part = String(text.unicodeScalars.prefix(200))
    return Printable.columns(of: Printable(part, unicode: style.unicode).text)
  }

  /// As much of a text as fits.
  private func fitting(_ text: String, _ width: Int) -> String {
    if columns(text) <= width { return text }
    var end = text.unicodeScalars.startIndex
    var fitting = "…"
    while end < text.unicodeScalars.endIndex {
      end = text.unicodeScalars.index(after: end)
      let longer = String(text.unicodeScalars[..<end]) + "…"
      if columns(longer) > width { break }
      fitting = longer
    }
    return fitting
  }
}
