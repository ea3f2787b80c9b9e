import Testing

@testable import Signatures

@Suite struct Field25519Tests {
  private func number(_ seed: UInt8) -> Field25519 {
    var bytes = Digest.sha256([seed])
    bytes[31] &= 0x3f
    return Field25519(littleEndian: bytes)!
  }

  private let zero = Field25519.one - .one
  private let minusOne = Field25519.one - .one - .one

  @Test("the laws of a field hold") func laws() {
    for seed in 0..<40 as Range<UInt8> {
      let (a, b, c) = (number(seed), number(seed + 1), number(seed + 2))
      #expect(a * (b + c) == a * b + a * c)
      #expect((a * b) * c == a * (b * c))
      #expect(a - b + b == a)
      #expect(a - a == zero)
      #expect(a * .one == a)
      #expect(a * minusOne == zero - a)
      #expect((a + b) * (a - b) == a * a - b * b)
    }
    #expect(minusOne * minusOne == .one)
    #expect(zero - zero == zero)
  }

  @Test("squares are known from non-squares; -1 is a square and 2 is none, since p is 5 modulo 8")
  func squares() {
    for seed in 0..<20 as Range<UInt8> {
      let a = number(seed)
      #expect((a * a).isSquare)
      #expect(!(a * a * (.one + .one)).isSquare)
    }
    #expect(minusOne.isSquare)
    #expect(zero.isSquare)
  }
}
