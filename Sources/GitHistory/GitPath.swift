/// A path inside a tree, or the name of a reference: bytes, parts separated by slashes.
///
/// Git's paths have no encoding and no leading slash; two paths are the same when their bytes are. A path
/// with an empty part (`/a`, `a//b`, `a/`) can be written down but names nothing, as no tree has such an
/// entry.
package struct GitPath: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The bytes, exactly.
  package let bytes: [UInt8]

  /// The path with the UTF-8 bytes of `text`.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The path with these bytes.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// The path with the UTF-8 bytes of a literal.
  package init(stringLiteral text: String) { self.init(text) }

  /// True for the path of the root tree.
  package var isEmpty: Bool { bytes.isEmpty }

  /// The parts between the slashes; none for the empty path.
  package var components: [[UInt8]] {
    if bytes.isEmpty { return [] }
    return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// What follows the last slash, or everything where there is none.
  package var lastComponent: [UInt8] {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes }
    return Array(bytes[(slash + 1)...])
  }

  /// The path of the entry `name` in this directory.
  package func appending(_ name: [UInt8]) -> GitPath {
    if bytes.isEmpty { return GitPath(bytes: name) }
    var longer: [UInt8] = []
    longer.reserveCapacity(bytes.count + 1 + name.count)
    longer += bytes
    longer.append(UInt8(ascii: "/"))
    longer += name
    return GitPath(bytes: longer)
  }

  /// True when this path is `directory` or lies below it; whole parts are compared, so `ab` is not below
  /// `a`.
  package func hasPrefix(_ directory: GitPath) -> Bool {
    if directory.isEmpty { return true }
    guard bytes.starts(with: directory.bytes) else { return false }
    return bytes.count == directory.bytes.count || bytes[directory.bytes.count] == UInt8(ascii: "/")
  }

  /// The path as text; nil when its bytes are not UTF-8.
  package var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The path for a person to read, with U+FFFD for what is not UTF-8. Never compare this.
  package var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Orders paths by their bytes.
  package static func < (left: GitPath, right: GitPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
