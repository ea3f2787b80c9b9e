import Governance

/// The files that decide on keys beside the roster: who trusts a root or an authority lets in whomever it
/// certifies, without a word in `identities.yaml`.
struct KeyFileDiff {
  let found: [PolicyDifference]

  init(_ before: Subject, _ after: Subject) {
    var found: [PolicyDifference] = []
    for file in after.files where KeyFileDiff.decides(file.path) {
      var differences = Differences(of: file.path)
      if let earlier = before[file.path] {
        if !earlier.sha256.isExactly(file.sha256) { differences.add(.changes, "changes") }
      } else {
        differences.add(.loosens, "is added: \(KeyFileDiff.meaning(file.path))")
      }
      found += differences.found
    }
    for file in before.files where KeyFileDiff.decides(file.path) && after[file.path] == nil {
      var differences = Differences(of: file.path)
      differences.add(.tightens, "is removed: \(KeyFileDiff.meaning(file.path))")
      found += differences.found
    }
    self.found = found
  }

  private static func decides(_ path: String) -> Bool {
    path.isExactly("allowed_signers") || path.utf8.starts(with: "keys/".utf8)
      || path.utf8.starts(with: "roots/".utf8)
  }

  private static func meaning(_ path: String) -> String {
    path.utf8.starts(with: "roots/".utf8)
      ? "certificates that lead to it count"
      : path.utf8.starts(with: "keys/".utf8) ? "keys that the roster finds there" : "keys and authorities"
  }
}
