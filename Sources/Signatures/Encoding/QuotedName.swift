/// Quotes a name from hostile input for a message: as it is if it is short printable ASCII without a
/// quote, else only its length, so that no message carries control characters or look-alikes.
func quoted(_ name: some Collection<UInt8>) -> String {
  let printable = name.allSatisfy { (0x20...0x7e).contains($0) && $0 != UInt8(ascii: "\"") }
  guard printable, name.count <= 64 else { return "(\(name.count) bytes not shown)" }
  return "\"\(String(decoding: name, as: UTF8.self))\""
}
