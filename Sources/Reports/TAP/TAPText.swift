/// The texts of the Test Anything Protocol, versions 13 and 14: each stays on its line and says nothing but itself.
enum TAPText {
  /// Whether it passed, its number, and what it is.
  static func point(_ number: Int, passed: Bool, _ text: String) -> String {
    "\(passed ? "ok" : "not ok") \(number) - \(description(text))"
  }

  static func comment(_ text: String) -> String { "# \(Printable(text).text)" }

  /// A key of a map of YAML's with its text, or nothing where there is none.
  static func member(_ key: String, _ text: String?, indent: Int) -> [String] {
    text.map { ["\(String(repeating: " ", count: indent))\(key): \(quoted($0))"] } ?? []
  }

  private static func quoted(_ text: String) -> String {
    String(decoding: JSONWriter(layout: .line).bytes(of: .string(text)).dropLast(), as: UTF8.self)
  }

  /// `#` starts a directive, such as one that would have a failure pass as a thing to do. The protocol has it
  /// escaped by a backslash; since not all harnesses know that, what would be a directive has no `#` at all.
  private static func description(_ text: String) -> String {
    let scalars = Array(Printable(text).text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar != "#" {
        result.unicodeScalars.append(scalar)
        continue
      }
      let next = scalars[(index + 1)...].drop { $0 == " " || $0 == "#" }.prefix(4)
      let word = next.reduce(into: "") { $0.unicodeScalars.append($1) }.lowercased()
      result += word == "skip" || word == "todo" ? "\\u{23}" : "\\#"
    }
    return result
  }
}
