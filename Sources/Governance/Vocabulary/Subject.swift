/// What reviewers judge: every file of a model's directory except its approvals, waivers and monitoring.
package struct Subject: Sendable, Equatable {
  package struct File: Sendable, Equatable {
    /// Relative to the model's directory.
    package let path: String
    /// `100644`, `100755` or `120000`.
    package let mode: String
    /// Lower-case hexadecimal SHA-256 of the content.
    package let sha256: String
    package init(path: String, mode: String, sha256: String) {
      self.path = path
      self.mode = mode
      self.sha256 = sha256
    }

    /// Byte for byte: two spellings of one letter are two paths, and a renamed file is a changed subject.
    package static func == (left: File, right: File) -> Bool {
      left.path.isExactly(right.path) && left.mode.isExactly(right.mode)
        && left.sha256.isExactly(right.sha256)
    }
  }

  /// The directories that are no part of it.
  package static let excludedDirectories = ["approvals", "waivers", "monitoring"]

  /// In byte order of their paths.
  package let files: [File]

  package init(files: [File]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The file at a path.
  package subscript(path: String) -> File? { files.first { $0.path.isExactly(path) } }

  /// The bytes whose SHA-256 is the digest: a title line, then for each file its mode, a space, the
  /// SHA-256 of its content, a space, its path and a NUL.
  package func manifest(title: String, including: (String) -> Bool) -> [UInt8] {
    var bytes = Array(title.utf8) + [0x0A]
    for file in files where including(file.path) {
      bytes += Array("\(file.mode) \(file.sha256) ".utf8) + Array(file.path.utf8) + [0]
    }
    return bytes
  }
}

/// How digests are computed. The judgement does no hashing of its own; who runs it passes SHA-256.
package struct Digester: Sendable {
  private let sha256: @Sendable ([UInt8]) -> [UInt8]

  /// - Parameter sha256: the 32 bytes of the SHA-256 of its argument.
  package init(sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) { self.sha256 = sha256 }

  /// The digest of a model's subject, limited to a gate's scope where a gate is given.
  package func digest(of subject: Subject, scope gate: Gate? = nil) -> Digest {
    digest(subject.manifest(title: "countersign-subject-v1") { gate?.binds($0, in: subject) ?? true })
  }

  /// The digest of a policy directory.
  package func digest(ofPolicy files: Subject) -> Digest {
    digest(files.manifest(title: "countersign-policy-v1") { _ in true })
  }

  /// What tells a text from others without keeping it.
  package func fingerprint(of text: [UInt8]) -> TextFingerprint { TextFingerprint(sha256: sha256(text)) }

  private func digest(_ bytes: [UInt8]) -> Digest {
    let digits = Array("0123456789abcdef")
    return Digest(
      "sha256:"
        + sha256(bytes).reduce(into: "") {
          $0.append(digits[Int($1 >> 4)])
          $0.append(digits[Int($1 & 15)])
        })
  }
}

/// The first half of a text's SHA-256: two texts that share it are the same text.
package struct TextFingerprint: Hashable, Sendable, Codable {
  private let high: UInt64
  private let low: UInt64

  init(sha256 bytes: [UInt8]) {
    func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
    high = word(0..<8)
    low = word(8..<16)
  }
}
