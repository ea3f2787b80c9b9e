/// A view of one well-formed entry inside a tree object's bytes. Never outlives them.
struct RawTreeEntry {
  /// Mode, space, name, NUL, id.
  let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  init(at position: Int, of starts: [UInt32], in buffer: UnsafeRawBufferPointer) {
    bytes = UnsafeRawBufferPointer(rebasing: buffer[Int(starts[position])..<Int(starts[position + 1])])
  }

  /// `40000` is the only mode that does not begin with a 1.
  var isTree: Bool { bytes[0] == UInt8(ascii: "4") }

  var name: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[(isTree ? 6 : 7)..<(bytes.count - ObjectID.byteCount - 1)])
  }

  var id: ObjectID {
    ObjectID(rawBytes: UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - ObjectID.byteCount)...]))
  }

  var entry: TreeEntry {
    guard let mode = RawTreeEntry.mode(bytes[..<(isTree ? 5 : 6)]) else {
      preconditionFailure("the tree was parsed before")
    }
    return TreeEntry(name: Array(name), mode: mode, id: id)
  }

  /// The mode with exactly these digits.
  static func mode(_ digits: Slice<UnsafeRawBufferPointer>) -> FileMode? {
    guard digits.count == 5 || digits.count == 6 else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
      value = value << 3 | Int(digit - UInt8(ascii: "0"))
    }
    switch (value, digits.count) {
    case (0o100644, 6): return .file
    case (0o040000, 5): return .tree
    case (0o100755, 6): return .executable
    case (0o120000, 6): return .symlink
    case (0o160000, 6): return .submodule
    default: return nil
    }
  }
}
