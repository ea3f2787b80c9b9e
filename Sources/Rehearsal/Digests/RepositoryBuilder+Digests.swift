import GitHistory
import Signatures

/// The digests that approvals name, computed here from the manual's words alone: what the checker computes
/// has to agree.
///
///     digest = SHA-256( label LF *( mode SP sha256-of-content SP path NUL ) )
///
/// with the files in byte order of their paths, modes as git spells them and hashes in lower-case
/// hexadecimal.
/// Submodules have no content; they are left out, since the checker refuses them.
extension RepositoryBuilder {
  /// The digest of a model in the working set: all its files but those below `approvals/`, `waivers/` and
  /// `monitoring/`.
  ///
  /// - Parameters:
  ///   - model: the last component of its directory.
  ///   - scope: a gate's patterns, relative to the model; nil for the whole subject.
  ///   - parent: the directory that holds the models.
  /// - Returns: `sha256:` and 64 hexadecimal digits.
  package func subjectDigest(
    of model: String, scope: [String]? = nil, in parent: GitPath = "models"
  ) throws(RehearsalError) -> String {
    try digest(
      of: parent.appending(Array(model.utf8)), labelled: "countersign-subject-v1",
      without: ["approvals/", "waivers/", "monitoring/"], scope: scope)
  }

  /// The digest of the policy in the working set: all files below `policies/` but those below
  /// `policies/approvals/`.
  ///
  /// - Returns: `sha256:` and 64 hexadecimal digits.
  package func policyDigest() throws(RehearsalError) -> String {
    try digest(of: "policies", labelled: "countersign-policy-v1", without: ["approvals/"], scope: nil)
  }

  /// The SHA-256 of a file in the working set, in hexadecimal, as a card names its artifacts.
  package func sha256(of path: GitPath) throws(RehearsalError) -> String {
    Hexadecimal.encode(Signatures.Digest.sha256(try read(path)))
  }

  private func digest(
    of directory: GitPath, labelled label: String, without excluded: [String], scope: [String]?
  ) throws(RehearsalError) -> String {
    let patterns = scope?.map(PathPattern.init)
    var hasher = SHA256Hasher()
    hasher.update(Array("\(label)\n".utf8))
    for file in try staged(below: directory) where file.mode != .submodule {
      let path = Array(file.path.bytes.dropFirst(directory.bytes.count + 1))
      if excluded.contains(where: { path.starts(with: $0.utf8) }) { continue }
      if let patterns, !patterns.contains(where: { $0.matches(path) }) { continue }
      let content = Hexadecimal.encode(try storage.contentDigest(file.id))
      hasher.update(Array("\(file.mode.text) \(content) ".utf8) + path + [0])
    }
    return "sha256:" + Hexadecimal.encode(hasher.finalize())
  }
}
