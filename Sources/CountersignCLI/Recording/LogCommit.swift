import Countersign
import Governance
import Reports

/// Writes an entry of the record, signed by the user's git. Neither the working tree nor the index is touched.
struct LogCommit {
  let git: GitTool
  let settings: SigningSettings

  /// Makes the commit of an entry, which nothing names yet.
  ///
  /// - Parameters:
  ///   - report: the bytes of its one file.
  ///   - parent: the end of the record; nil for its first entry.
  /// - Returns: its id.
  /// - Throws: `UsageError` where git did not make it; git has said why by then.
  func make(_ report: [UInt8], message: String, upon parent: CommitID?) throws(UsageError) -> String {
    guard let blob = try git.output(["hash-object", "-w", "--stdin"], input: report),
      let tree = try git.output(["mktree"], input: Array("100644 blob \(blob)\t\(CheckLog.file)\n".utf8))
    else { throw UsageError("git cannot keep the report, and nothing was recorded") }
    if let lack = settings.lack { throw lack }
    let parents = parent.map { ["-p", $0.text] } ?? []
    let made = try git.output(
      settings.arguments + ["commit-tree", tree] + parents + ["--gpg-sign", "-F", "-"],
      input: Array((message + "\n").utf8))
    guard let made else {
      throw UsageError(
        "git did not sign it, and says why above; nothing was recorded\n  help: \(settings.help)")
    }
    return made
  }

  /// Lets the record end at the commit.
  ///
  /// - Returns: false where it does not end at the parent any more, and nothing has changed.
  func append(_ commit: String, upon parent: CommitID?) throws(UsageError) -> Bool {
    let none = String(repeating: "0", count: 40)
    return try git.succeeds([
      "update-ref", "-m", "countersign record", CheckLog.reference, commit, parent?.text ?? none,
    ])
  }
}
