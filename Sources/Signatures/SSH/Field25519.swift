/// A number modulo p = 2^255 - 19 (RFC 8032, section 5.1), always reduced. Only for public values: it runs
/// in variable time.
struct Field25519: Equatable {
  /// Four limbs of 64 bits, least significant first.
  private var limbs: [UInt64]

  private static let prime: [UInt64] = [UInt64.max - 18, .max, .max, .max >> 1]

  static let one = Field25519(reduced: [1, 0, 0, 0])

  private init(reduced limbs: [UInt64]) {
    self.limbs = limbs
  }

  /// Reads 32 bytes, least significant first.
  /// - Returns: nil for p and above, which would be a second spelling of a small number.
  init?(littleEndian bytes: [UInt8]) {
    precondition(bytes.count == 32)
    limbs = (0..<4).map { limb in
      (0..<8).reduce(0) { $0 | UInt64(bytes[limb * 8 + $1]) << (8 * $1) }
    }
    if Field25519.isAtLeastPrime(limbs) { return nil }
  }

  static func + (a: Field25519, b: Field25519) -> Field25519 {
    // Two reduced numbers stay below 2^256, so the last carry is none.
    var sum = [UInt64](repeating: 0, count: 4)
    var carry: UInt64 = 0
    for i in 0..<4 { (carry, sum[i]) = addTwo(a.limbs[i], b.limbs[i], carry) }
    if isAtLeastPrime(sum) { sum = subtractPrime(sum) }
    return Field25519(reduced: sum)
  }

  static func - (a: Field25519, b: Field25519) -> Field25519 {
    // a + (p - b); p - b is reduced but for b = 0, where it is p, which the addition still reduces.
    let complement = subtract(prime, b.limbs)
    return a + Field25519(reduced: complement)
  }

  static func * (a: Field25519, b: Field25519) -> Field25519 {
    var product = [UInt64](repeating: 0, count: 8)
    for i in 0..<4 {
      var carry: UInt64 = 0
      for j in 0..<4 {
        let (high, low) = a.limbs[i].multipliedFullWidth(by: b.limbs[j])
        let (first, overflow) = low.addingReportingOverflow(product[i + j])
        let (second, more) = first.addingReportingOverflow(carry)
        product[i + j] = second
        carry = high + (overflow ? 1 : 0) + (more ? 1 : 0)
      }
      product[i + 4] = carry
    }
    // 2^256 = 38 modulo p: fold the upper half, then what the fold carried out.
    var folded = Array(product[0..<4])
    var carry: UInt64 = 0
    for i in 0..<4 {
      let (high, low) = product[i + 4].multipliedFullWidth(by: 38)
      let (upper, sum) = addTwo(folded[i], low, carry)
      folded[i] = sum
      carry = high + upper
    }
    while carry > 0 {
      var addend = carry * 38
      carry = 0
      for i in 0..<4 { (addend, folded[i]) = addTwo(folded[i], addend, 0) }
      carry = addend
    }
    while isAtLeastPrime(folded) { folded = subtractPrime(folded) }
    return Field25519(reduced: folded)
  }

  /// Euler's criterion: a^((p-1)/2) is 1 for a square, 0 for zero, and -1 otherwise.
  var isSquare: Bool {
    let primeMinusOne = Field25519.subtract(Field25519.prime, [1, 0, 0, 0])
    var power = Field25519.one
    // (p-1)/2 = (p-1) >> 1: bits 254 down to 1 of p - 1.
    for bit in stride(from: 254, through: 1, by: -1) {
      power = power * power
      if primeMinusOne[bit / 64] >> (bit % 64) & 1 == 1 { power = power * self }
    }
    return power == .one || power == Field25519(reduced: [0, 0, 0, 0])
  }

  private static func addTwo(_ a: UInt64, _ b: UInt64, _ carry: UInt64) -> (carry: UInt64, sum: UInt64) {
    let (first, overflow) = a.addingReportingOverflow(b)
    let (second, more) = first.addingReportingOverflow(carry)
    return ((overflow ? 1 : 0) + (more ? 1 : 0), second)
  }

  private static func subtractPrime(_ a: [UInt64]) -> [UInt64] { subtract(a, prime) }

  /// The caller sees to it that a is at least b.
  private static func subtract(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var difference = [UInt64](repeating: 0, count: 4)
    var borrow: UInt64 = 0
    for i in 0..<4 {
      let (first, underflow) = a[i].subtractingReportingOverflow(b[i])
      let (second, more) = first.subtractingReportingOverflow(borrow)
      difference[i] = second
      borrow = underflow || more ? 1 : 0
    }
    return difference
  }

  private static func isAtLeastPrime(_ a: [UInt64]) -> Bool {
    for i in stride(from: 3, through: 0, by: -1) where a[i] != prime[i] { return a[i] > prime[i] }
    return true
  }
}
