import Testing

@testable import Signatures

@Suite struct PatternListTests {
  private func matches(_ name: String, _ list: String) throws -> Bool {
    try #require(PatternList(list.utf8)).matches(name.utf8)
  }

  @Test(
    "a name is in a list that has it, by name or by wildcard",
    arguments: [
      ("erin@example.com", "erin@example.com"), ("erin@example.com", "*"),
      ("erin@example.com", "*@example.com"),
      ("erin@example.com", "e?in@*.com"), ("erin@example.com", "dana@example.com,erin@example.com"),
      ("erin@example.com", "****@****"), ("aab", "*ab"), ("abab", "*ab"), ("", "*"), ("", ",a"), ("a", "a,"),
      ("a", "!b,a"), ("!a", "!!b,*"), ("a*c", "a*c"), ("a,b", "a?b"), ("caf\u{e9}", "caf??"),
    ])
  func inside(name: String, list: String) throws {
    #expect(try matches(name, list))
  }

  @Test(
    "a name is not in a list that has it not, or that has it with an exclamation mark anywhere",
    arguments: [
      ("erin@example.com", ""), ("erin@example.com", "Erin@example.com"), ("erin@example.com", "*@example"),
      ("erin@example.com", "!erin@example.com,*"), ("erin@example.com", "*,!erin@example.com"),
      ("erin@example.com", "*@example.com,!e*"), ("erin@example.com", "!dana@example.com"), ("", "?"),
      ("ab", "?"), ("aab", "*abb"), ("", "a,"), ("erin@example.com", " erin@example.com"), ("a,b", "a,b"),
      ("caf\u{e9}", "cafe\u{301}"), ("a", "!*,a"), ("a", "!?"), ("!b", "!!b,*"),
    ])
  func outside(name: String, list: String) throws {
    #expect(try !matches(name, list))
  }

  @Test("a list with a pattern of 1,023 bytes is none") func long() {
    #expect(PatternList([UInt8](repeating: 0x61, count: 1_022)) != nil)
    #expect(PatternList([UInt8](repeating: 0x61, count: 1_023)) == nil)
    #expect(PatternList(Array("a,!".utf8) + [UInt8](repeating: 0x61, count: 1_023)) == nil)
    #expect(PatternList([UInt8](repeating: 0x2a, count: 1_022) + Array(",b".utf8)) != nil)
  }

  @Test("many stars take no time", .timeLimit(.minutes(1))) func stars() throws {
    let list = String(repeating: "*a", count: 500) + "b"
    #expect(try !matches(String(repeating: "a", count: 5_000), list))
  }
}
