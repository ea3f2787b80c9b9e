import Testing

/// A raw commit by git, in the two parts that a verifier asks for.
struct SignedCommit {
  let signature: [UInt8]
  let payload: [UInt8]

  init(_ commit: [UInt8]) throws {
    let text = String(decoding: commit, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("gpgsig ") })
    let end = try #require(lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") })
    let folded = [lines[start].dropFirst(7)] + lines[(start + 1)..<end].map { $0.dropFirst() }
    signature = Array(folded.joined(separator: "\n").utf8)
    payload = Array((lines[..<start] + lines[end...]).joined(separator: "\n").utf8)
  }
}
