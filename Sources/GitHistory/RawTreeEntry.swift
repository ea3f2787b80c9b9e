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
    if digits.elementsEqual("100644".utf8) { return .file }
    if digits.elementsEqual("40000".utf8) { return .tree }
    if digits.elementsEqual("100755".utf8) { return .executable }
    if digits.elementsEqual("120000".utf8) { return .symlink }
    if digits.elementsEqual("160000".utf8) { return .submodule }
    return nil
  }
}
