import Countersign
import Reports

/// How one commit's signature check is shown.
enum SignatureRow {
  static func line(_ row: SignatureListing.Row) -> String {
    var fields = [row.commit.short, row.check]
    if let state = row.state, state != .valid { fields[1] += " (\(state.rawValue))" }
    if let key = row.key { fields.append(Printable(key).text) }
    if let identity = row.identity { fields.append(Printable(identity).text) }
    if let reason = row.reason { fields.append("(\(Printable(reason).text))") }
    return fields.joined(separator: "  ") + "\n"
  }

  static func json(_ row: SignatureListing.Row) -> String {
    let value = JSONValue.object(
      .text("commit", row.commit.text), .text("check", row.check), .text("format", row.format),
      .text("key", row.key),
      .text("identity", row.identity), .text("state", row.state?.rawValue), .text("reason", row.reason))
    return String(decoding: JSONWriter(layout: .line).bytes(of: value), as: UTF8.self)
  }
}
