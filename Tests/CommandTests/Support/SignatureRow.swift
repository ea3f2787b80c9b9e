import Foundation
import Testing

/// A line of `countersign signatures --format jsonl`, as somebody else's program would read it.
struct SignatureRow: Decodable {
  let commit: String
  let check: String
  let format: String?
  let key: String?
  let identity: String?
  let state: String?

  /// What the command says of the commits of a range.
  static func rows(of range: String, in directory: String, _ workspace: Workspace) throws -> [SignatureRow] {
    let outcome = try workspace.run(
      .countersign, ["signatures", range, "--format", "jsonl"], in: directory)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try outcome.text.split(separator: "\n").map {
      try JSONDecoder().decode(SignatureRow.self, from: Data($0.utf8))
    }
  }
}
