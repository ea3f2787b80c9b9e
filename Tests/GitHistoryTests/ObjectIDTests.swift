import GitHistory
import Testing

@Suite struct ObjectIDTests {
  @Test func `an id survives the way to hex and back`() throws {
    let hex = "0123456789abcdef0123456789abcdef01234567"
    let id = try #require(ObjectID(hex: hex))
    #expect(id.hex == hex)
    #expect(id.bytes.first == 0x01)
    #expect(id.bytes.last == 0x67)
  }

  @Test(arguments: [
    "", "0123", "0123456789ABCDEF0123456789abcdef01234567", "0123456789abcdef0123456789abcdef0123456",
    "0123456789abcdef0123456789abcdef012345678", " 123456789abcdef0123456789abcdef01234567",
    "0123456789abcdef0123456789abcdef0123456g",
  ])
  func `only forty lower-case digits are an id`(_ text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func `ids are ordered by their bytes`() throws {
    let texts = [
      "00000000000000000000000000000000000000ff", "000000000000000000000000000000ff00000000",
      "00000000000000ff000000000000000000000000", "7fffffffffffffffffffffffffffffffffffffff",
      "8000000000000000000000000000000000000000",
    ]
    let ids = texts.compactMap { ObjectID(hex: $0) }
    #expect(ids.count == texts.count)
    #expect(ids.reversed().sorted() == ids)
  }

  @Test func `hashing in memory gives the id that git gives`() throws {
    let git = try Git()
    let bytes = Array("hello\n".utf8)
    #expect(try ObjectID(of: bytes, as: .blob) == git.store(bytes, as: "blob"))
    #expect(ObjectID(of: [], as: .tree) == .emptyTree)
  }
}
