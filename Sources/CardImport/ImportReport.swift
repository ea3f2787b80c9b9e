import Documents

/// What became of somebody else's card: nothing of it is lost without a line here.
package struct ImportReport: Sendable {
  /// A value that the card took over.
  package struct Taken: Sendable, Equatable {
    package let path: String
    /// The card's field.
    package let field: String
  }

  package internal(set) var kinds: [SourceKind] = []
  package internal(set) var taken: [Taken] = []
  /// The paths of what the card keeps under `x-source`.
  package internal(set) var kept: [String] = []
  /// What could not be taken over although a card has a field for it, and why.
  package internal(set) var remarks: [String] = []
  /// What the source says of approvals, stages and risk, which counts for nothing here.
  package internal(set) var claims: [String] = []
  /// What is not even kept, and where it still is.
  package internal(set) var left: [String] = []
  /// What is wrong with the card as it is: what its owner has to write.
  package internal(set) var toFillIn: [String] = []

  /// How many lines of a kind are told.
  private static let limit = 60

  /// The report in lines, for people. They hold texts of the source as they are: whoever shows them makes them
  /// harmless.
  package var lines: [String] {
    var lines = ["read as \(kinds.map(\.title).joined(separator: ", "))"]
    add("taken over", taken.map { "\($0.path) as \($0.field)" }, to: &lines)
    add("kept under x-source, and not judged", kept, to: &lines)
    add("not as a card has it, and so kept as it is", remarks, to: &lines)
    add("somebody else's word: no approval, stage or tier here", claims, to: &lines)
    add("not in the card", left, to: &lines)
    add("to fill in", toFillIn, to: &lines)
    return lines
  }

  private func add(_ title: String, _ items: [String], to lines: inout [String]) {
    if items.isEmpty { return }
    lines.append("\(title):")
    lines += items.prefix(ImportReport.limit).map { "  \($0)" }
    if items.count > ImportReport.limit { lines.append("  and \(items.count - ImportReport.limit) more") }
  }
}
