import Countersign
import Reports

/// How one thing that a key signed is shown.
enum ExposureRow {
  static func line(_ item: KeyExposure.Item) -> String {
    let kind = item.kind.rawValue + (item.isDetached ? " (detached)" : "")
    var fields = [item.landed.short, item.commit.short, item.committed.date, kind]
    if let path = item.path { fields.append(Printable(path).text) }
    return fields.joined(separator: "  ") + "\n"
  }

  /// What the lines add up to.
  static func summary(_ items: [KeyExposure.Item], key: String) -> String {
    guard !items.isEmpty else { return "nothing rests on \(Printable(key).text)\n" }
    let approvals = items.count { $0.kind == .approval }
    let transitions = Set(items.map(\.landed)).count
    return """

      landed by, commit, date, what: \(items.count) in all, \(approvals) of them approvals, \
      in \(transitions) transition\(transitions == 1 ? "" : "s")
      to void the key: mark it as compromised in policies/identities.yaml, then approve anew what it approved

      """
  }

  static func json(_ item: KeyExposure.Item) -> String {
    let value = JSONValue.object(
      .text("landed", item.landed.text), .text("commit", item.commit.text),
      .text("committed", item.committed.description), .text("kind", item.kind.rawValue),
      .text("path", item.path), .bool("detached", item.isDetached))
    return String(decoding: JSONWriter(layout: .line).bytes(of: value), as: UTF8.self)
  }
}
