import Testing

@testable import Signatures

@Suite struct DigestTests {
  @Test("sha-256 of abc is the one of FIPS 180-4") func vector() {
    #expect(
      Hexadecimal.encode(Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("hashing piece by piece is hashing at once, and looking does not disturb") func incremental() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    var hasher = SHA256Hasher()
    #expect(hasher.finalize() == Digest.sha256([]))
    hasher.update(Array(bytes[..<7]))
    #expect(hasher.finalize() == Digest.sha256(Array(bytes[..<7])))
    bytes[7...].withUnsafeBytes { hasher.update($0) }
    #expect(hasher.finalize() == Digest.sha256(bytes))
  }

  @Test("a copy of a hasher goes its own way") func copies() {
    var one = SHA256Hasher()
    one.update([1])
    var two = one
    two.update([2])
    #expect(one.finalize() == Digest.sha256([1]))
    #expect(two.finalize() == Digest.sha256([1, 2]))
  }
}
