import Testing

@testable import Signatures

@Suite struct HexadecimalTests {
  @Test("every byte has two lower-case digits and comes back") func everyByte() {
    let bytes = (0...255).map { UInt8($0) }
    let text = Hexadecimal.encode(bytes)
    #expect(text.hasPrefix("000102030405060708090a0b"))
    #expect(text.utf8.count == 512)
    #expect(Hexadecimal.decode(text) == bytes)
  }

  @Test("other spellings are refused", arguments: ["0", "0G", "AB", "0x00", " 00", "00 ", "\u{ff10}0"])
  func refused(text: String) {
    #expect(Hexadecimal.decode(text) == nil)
  }
}
