import Testing

@testable import Signatures

@Suite struct Ed25519PointTests {
  @Test("real public keys are points") func realKeys() throws {
    for _ in 0..<50 {
      let blob = SSHSigningKey.generate().publicKey.blob
      try Ed25519Point.validate(blob.suffix(32))
    }
  }

  @Test("about half of all numbers are no y of a point") func halfOfAll() {
    var refused = 0
    for seed in 0..<200 {
      var bytes = Digest.sha256([UInt8(seed)])
      bytes[31] &= 0x7f
      do { try Ed25519Point.validate(bytes[...]) } catch {
        #expect(error.kind == .malformed)
        refused += 1
      }
    }
    #expect((70...130).contains(refused))
  }

  @Test("y = 2 is no point, as a big-number library says") func knownNonPoint() {
    var two = [UInt8](repeating: 0, count: 32)
    two[0] = 2
    #expect(throws: KeyProblem.self) { try Ed25519Point.validate(two[...]) }
  }

  @Test(
    "points of small order are refused, with either sign",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ])
  func smallOrder(encoding: String) throws {
    var bytes = try #require(Hexadecimal.decode(encoding))
    for _ in 0..<2 {
      let problem = #expect(throws: KeyProblem.self) { try Ed25519Point.validate(bytes[...]) }
      #expect(problem?.kind == .weak)
      bytes[31] ^= 0x80
    }
  }

  @Test(
    "numbers from the prime on are refused, since they spell small numbers a second time",
    arguments: 0xed...0xff)
  func notCanonical(lowest: Int) {
    var bytes = [UInt8](repeating: 0xff, count: 32)
    bytes[0] = UInt8(lowest)
    bytes[31] = 0x7f
    let problem = #expect(throws: KeyProblem.self) { try Ed25519Point.validate(bytes[...]) }
    #expect(problem?.kind == .malformed)
  }
}
