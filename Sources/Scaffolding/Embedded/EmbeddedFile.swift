import CPacks

/// A file of Countersign's sources that is part of the binary: of a policy pack, or the template of a workflow.
package struct EmbeddedFile: Sendable {
  /// Relative to the root of the sources, such as `policies/baseline/policy.yaml`.
  package let path: String
  package let bytes: [UInt8]

  /// All of them, in the byte order of their paths.
  package static let all: [EmbeddedFile] = {
    var count = 0
    let rows = UnsafeBufferPointer(start: embedded_files(&count), count: count)
    return rows.map { row in
      EmbeddedFile(
        path: String(cString: row.path),
        bytes: Array(UnsafeBufferPointer(start: row.bytes, count: row.count)))
    }
  }()

  /// The file of a path; nil if there is none.
  package static func named(_ path: String) -> EmbeddedFile? {
    all.first { $0.path.utf8.elementsEqual(path.utf8) }
  }

  /// Its text; what we ship is UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
