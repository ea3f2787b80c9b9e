import Testing

@testable import Signatures

@Suite struct WireReaderTests {
  @Test("a string ends where its length says") func string() throws {
    var reader = WireReader([0, 0, 0, 2, 7, 8, 9])
    #expect(Array(try reader.string("x")) == [7, 8])
    #expect(throws: WireProblem.self) { try reader.end(of: "x") }
    #expect(try reader.byte("y") == 9)
    try reader.end(of: "x")
  }

  @Test(
    "a length beyond the end is refused, however large",
    arguments: [
      [0, 0, 0, 3, 1, 2], [0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff, 1], [0x80, 0, 0, 0, 1],
      [0, 0, 0],
      [],
    ] as [[UInt8]])
  func hugeLengths(bytes: [UInt8]) {
    var reader = WireReader(bytes)
    #expect(throws: WireProblem.self) { _ = try reader.string("x") }
  }

  @Test(
    "an mpint has one spelling",
    arguments: [
      ([0, 0, 0, 1, 1], [1]), ([0, 0, 0, 2, 0, 0x80], [0x80]), ([0, 0, 0, 1, 0x7f], [0x7f]),
      ([0, 0, 0, 0], nil), ([0, 0, 0, 1, 0], nil), ([0, 0, 0, 1, 0x80], nil), ([0, 0, 0, 2, 0, 1], nil),
      ([0, 0, 0, 3, 0, 0, 0x80], nil),
    ] as [([UInt8], [UInt8]?)])
  func mpint(bytes: [UInt8], value: [UInt8]?) {
    var reader = WireReader(bytes)
    #expect((try? reader.positiveInteger("x")).map(Array.init) == value)
  }
}
