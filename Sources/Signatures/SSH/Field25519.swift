/// A number modulo p = 2^255 - 19 (RFC 8032, section 5.1), always reduced. Only for public values: it runs
/// in variable time.
struct Field25519: Equatable {
  /// Four limbs of 64 bits, least significant first. A vector, so that no number is an allocation.
  private typealias Limbs = SIMD4<UInt64>
  private var limbs: Limbs

  private static let prime = Limbs(.max - 18, .max, .max, .max >> 1)

  static let zero = Field25519(reduced: .zero)
  static let one = Field25519(reduced: Limbs(1, 0, 0, 0))

  private init(reduced limbs: Limbs) {
    self.limbs = limbs
  }

  /// Reads 32 bytes, least significant first.
  /// - Returns: nil for p and above, which would be a second spelling of a small number.
  init?(littleEndian bytes: [UInt8]) {
    precondition(bytes.count == 32)
    limbs = .zero
    for index in 0..<32 { limbs[index / 8] |= UInt64(bytes[index]) << (8 * (index % 8)) }
    if Field25519.isAtLeastPrime(limbs) { return nil }
  }

  static func + (a: Field25519, b: Field25519) -> Field25519 {
    // Two reduced numbers stay below 2^256, so the last carry is none.
    var sum = Limbs.zero
    var carry: UInt64 = 0
    for i in 0..<4 { (carry, sum[i]) = addTwo(a.limbs[i], b.limbs[i], carry) }
    if isAtLeastPrime(sum) { sum = subtract(sum, prime) }
    return Field25519(reduced: sum)
  }

  static func - (a: Field25519, b: Field25519) -> Field25519 {
    // a + (p - b); p - b is reduced but for b = 0, where it is p, which the addition still reduces.
    a + Field25519(reduced: subtract(prime, b.limbs))
  }

  static func * (a: Field25519, b: Field25519) -> Field25519 {
    // Schoolbook by rows; a row's product, what stood there and a carry fit into 128 bits.
    func row(_ factor: UInt64, _ b: Limbs, onto low: Limbs) -> (Limbs, carry: UInt64) {
      let t0 = UInt128(factor) * UInt128(b.x) + UInt128(low.x)
      let t1 = UInt128(factor) * UInt128(b.y) + UInt128(low.y) + (t0 >> 64)
      let t2 = UInt128(factor) * UInt128(b.z) + UInt128(low.z) + (t1 >> 64)
      let t3 = UInt128(factor) * UInt128(b.w) + UInt128(low.w) + (t2 >> 64)
      return (
        Limbs(
          UInt64(truncatingIfNeeded: t0), UInt64(truncatingIfNeeded: t1), UInt64(truncatingIfNeeded: t2),
          UInt64(truncatingIfNeeded: t3)), UInt64(truncatingIfNeeded: t3 >> 64)
      )
    }
    func shifted(_ limbs: Limbs, _ carry: UInt64) -> Limbs { Limbs(limbs.y, limbs.z, limbs.w, carry) }
    let (r0, c0) = row(a.limbs.x, b.limbs, onto: .zero)
    let (r1, c1) = row(a.limbs.y, b.limbs, onto: shifted(r0, c0))
    let (r2, c2) = row(a.limbs.z, b.limbs, onto: shifted(r1, c1))
    let (r3, c3) = row(a.limbs.w, b.limbs, onto: shifted(r2, c2))
    let low = Limbs(r0.x, r1.x, r2.x, r3.x)
    // 2^256 = 38 modulo p: fold the upper half, then what the fold carries out.
    var (folded, carry) = row(38, shifted(r3, c3), onto: low)
    while carry > 0 { (folded, carry) = row(carry, Limbs(38, 0, 0, 0), onto: folded) }
    while isAtLeastPrime(folded) { folded = subtract(folded, prime) }
    return Field25519(reduced: folded)
  }

  /// Euler's criterion: a^((p-1)/2) is 1 for a square, 0 for zero, and -1 otherwise.
  ///
  /// The exponent is 2^254 - 10 = 16 (2^250 - 1) + 6; the chain doubles runs of ones, as for inversion in
  /// RFC 7748's reference implementations.
  var isSquare: Bool {
    func squared(_ number: Field25519, _ times: Int) -> Field25519 {
      (0..<times).reduce(number) { square, _ in square * square }
    }
    /// a^(2^m - 1) and a^(2^n - 1) give a^(2^(m+n) - 1).
    func joined(_ left: Field25519, _ right: Field25519, _ rightOnes: Int) -> Field25519 {
      squared(left, rightOnes) * right
    }
    let two = joined(self, self, 1)
    let four = joined(two, two, 2)
    let five = joined(four, self, 1)
    let ten = joined(five, five, 5)
    let twenty = joined(ten, ten, 10)
    let fifty = joined(joined(twenty, twenty, 20), ten, 10)
    let hundred = joined(fifty, fifty, 50)
    let ones = joined(joined(hundred, hundred, 100), fifty, 50)
    let sixth = squared(two, 1)
    let power = squared(ones, 4) * sixth
    return power == .one || power == .zero
  }

  private static func addTwo(_ a: UInt64, _ b: UInt64, _ carry: UInt64) -> (carry: UInt64, sum: UInt64) {
    let (first, overflow) = a.addingReportingOverflow(b)
    let (second, more) = first.addingReportingOverflow(carry)
    return ((overflow ? 1 : 0) + (more ? 1 : 0), second)
  }

  /// The caller sees to it that a is at least b.
  private static func subtract(_ a: Limbs, _ b: Limbs) -> Limbs {
    var difference = Limbs.zero
    var borrow: UInt64 = 0
    for i in 0..<4 {
      let (first, underflow) = a[i].subtractingReportingOverflow(b[i])
      let (second, more) = first.subtractingReportingOverflow(borrow)
      difference[i] = second
      borrow = underflow || more ? 1 : 0
    }
    return difference
  }

  private static func isAtLeastPrime(_ a: Limbs) -> Bool {
    // p's upper limbs are all ones, but for the top bit.
    guard a.w >= prime.w else { return false }
    return a.w > prime.w || (a.z == .max && a.y == .max && a.x >= prime.x)
  }
}
