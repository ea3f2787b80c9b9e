import Governance
import Testing

@Suite struct NumberTests {
  @Test(arguments: [
    "0", "-0", "1", "-1", "0.5", "10", "1e3", "1E+3", "1.5e-3", "0.0", "123456789012345678901234567890",
  ])
  func `reads numbers as JSON writes them`(_ text: String) {
    #expect(Number(text)?.description == text)
  }

  @Test(arguments: [
    "", ".nan", ".inf", "-.inf", "NaN", "nan", "inf", "Infinity", "0x10", "0o7", "0b1", "1_000", "+1", "01",
    "-01", "1.", ".5",
    "1e", "1e+", "e3", "--1", "1 ", " 1", "1,5", "1:30", "1/2", "\u{FF11}", "\u{0661}", "1\u{301}", "1e3.5",
    "0.1.2",
    "1234567890123456789012345678901", "1e61", "1e-61", "1e99999999999999999999", "true", "~",
  ])
  func `refuses everything else`(_ text: String) {
    #expect(Number(text) == nil)
  }

  @Test func `numbers are equal by value`() {
    #expect(Number("1.0") == Number("1"))
    #expect(Number("1e2") == Number("100"))
    #expect(Number("0") == Number("-0.00"))
    #expect(Number("0.1") != Number("0.10000000000000000001"))
    #expect(Set([Number("1.0")!, Number("1")!, Number("10e-1")!]).count == 1)
  }

  private func reaches(_ value: String, _ bound: String, slack: String? = nil) -> Bool {
    Number(value)!.reaches(Number(bound)!, slack: slack.flatMap { Number($0) })
  }

  @Test func `compares and subtracts in decimals`() {
    #expect(reaches("0.87", "0.88", slack: "0.01"))
    #expect(!reaches("0.869", "0.88", slack: "0.01"))
    #expect(reaches("0.3", "0.1", slack: "0"))
    #expect(reaches("0.1", "0.3", slack: "0.2"))
    #expect(!reaches("0.0999999999999999999999999999", "0.3", slack: "0.2"))
    #expect(reaches("-1", "-1.0"))
    #expect(!reaches("-1.01", "-1"))
  }

  @Test func `compares whole numbers as integers do, with and without slack`() {
    var random = SplitMix64(state: 11)
    for _ in 0..<2000 {
      let (a, b, c) = (
        Int.random(in: -500...500, using: &random), Int.random(in: -500...500, using: &random),
        Int.random(in: 0...100, using: &random)
      )
      #expect(reaches("\(a)e-2", "\(b)e-2", slack: "\(c)e-2") == (a + c >= b))
      #expect(reaches("\(a)", "\(b)") == (a >= b))
    }
  }

  @Test func `is lower than another where it does not reach it`() {
    var random = SplitMix64(state: 13)
    func number() -> Number {
      let digits = (1..<Int.random(in: 2...30, using: &random)).map { _ in
        Bool.random(using: &random) ? "9" : "0"
      }
      // The first digits stand close to each other, whatever follows them.
      let exponent = Int.random(in: 0...1, using: &random) - digits.count
      return Number("\(Bool.random(using: &random) ? "-" : "")9\(digits.joined())e\(exponent)")!
    }
    let ends = ["0", "-0.0", "1e60", "-1e60", "1e-60", "-1e-60", "999999999999999999999999999999e60"]
    let numbers = (0..<150).map { _ in number() } + ends.map { Number($0)! }
    for left in numbers {
      for right in numbers { #expect((left < right) == !left.reaches(right), "\(left) \(right)") }
    }
  }

  @Test func `compares numbers of very different sizes`() {
    #expect(reaches("1e60", "1"))
    #expect(!reaches("-1e60", "1e-60"))
    #expect(!reaches("1e-60", "1e60"))
    #expect(reaches("1e60", "1e60", slack: "1e-60"))
    #expect(!reaches("1e60", "2e60", slack: "1e-60"))
  }

  @Test func `a shortfall is seen however small it is beside the numbers`() {
    #expect(!reaches("1e60", "1.00000000000000000000000000001e60", slack: "1e-30"))
    #expect(!reaches("1e40", "1.00000000000000000000000000001e40", slack: "0.01"))
  }

  @Test(arguments: [
    ("0.88", "0.01", "0.87"), ("0.87", "0.88", "-0.01"), ("1", "1.0", "0"), ("100", "1e2", "0"),
    ("1e3", "1", "999"), ("-0.5", "-0.75", "0.25"), ("0.1", "1", "-0.9"), ("5", "-5", "10"),
    ("1e-3", "0", "0.001"),
  ])
  func `subtracts exactly`(_ left: String, _ right: String, _ difference: String) {
    #expect(Number(left)?.subtracting(Number(right)!) == Number(difference))
  }

  @Test func `a difference that takes too many digits is none`() {
    #expect(Number("1e60")?.subtracting(Number("1e-60")!) == nil)
    #expect(Number("1e30")?.subtracting(Number("0.1")!) == nil)
  }
}
