/// What a branch may be called (`git help check-ref-format`).
package enum BranchName {
  /// Whether the text names a branch by itself: no full reference, no revision, nothing that git would refuse.
  package static func isWellFormed(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return !bytes.contains { $0 <= 0x20 || $0 == 0x7F || "~^:?*[\\".utf8.contains($0) }
      && !zip(bytes, bytes.dropFirst()).contains { $0 == (0x2E, 0x2E) || $0 == (0x40, 0x7B) }
      && !name.isExactly("@") && !name.isExactly("HEAD") && bytes.first != UInt8(ascii: "-")
      && bytes.last != UInt8(ascii: ".")
      && parts.allSatisfy {
        !$0.isEmpty && $0.first != UInt8(ascii: ".") && !$0.reversed().starts(with: ".lock".utf8.reversed())
      }
      && !name.utf8.starts(with: "refs/".utf8)
  }
}
