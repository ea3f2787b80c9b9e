import Governance
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("card.yaml", "card.yaml", true), ("card.yaml", "card.yamlx", false), ("card.yaml", "a/card.yaml", false),
    ("*", "card.yaml", true), ("*", "a/b", false), ("*", "", true),
    ("evidence/fairness*", "evidence/fairness.yaml", true),
    ("evidence/fairness*", "evidence/fairness/x", false), ("evidence/**", "evidence/a/b/c", true),
    ("**", "a/b", true), ("**/x", "a/b/x", true), ("a/**/b", "a/b", false), ("a/**/b", "a/x/y/b", true),
    ("?.yaml", "a.yaml", false), ("?.yaml", "?.yaml", true), ("", "", true), ("", "a", false),
    ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false), ("[a]", "a", false), ("[a]", "[a]", true),
    ("a\\*", "a*", false),
    ("models/*", "models/a", true), ("models/*", "Models/a", false), ("*.yaml", ".yaml", true),
    ("***", "a/b", true),
  ])
  func `matches paths`(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(Glob(pattern).matches(path) == matches)
  }

  @Test func `letters match byte for byte`() {
    #expect(!Glob("caf\u{E9}").matches("cafe\u{301}"))
    #expect(Glob("caf\u{E9}").matches("caf\u{E9}"))
    #expect(Glob("caf*").matches([0x63, 0x61, 0x66, 0xFF]))
  }

  @Test func `hostile patterns cost no more than they look`() {
    let clock = ContinuousClock()
    let path = String(repeating: "a", count: 400)
    for pattern in [
      String(repeating: "*a", count: 200) + "b", String(repeating: "**a", count: 200) + "b",
      String(repeating: "*", count: 2000) + "b", String(repeating: "?*", count: 200) + "b",
    ] {
      let elapsed = clock.measure { #expect(!Glob(pattern).matches(path)) }
      #expect(elapsed < .seconds(5))
    }
  }

  @Test func `a pattern without wildcards is literal`() {
    #expect(Glob("card.yaml").isLiteral)
    #expect(!Glob("card.*").isLiteral)
  }

  @Test func `agrees with a matcher that is too simple to be wrong`() {
    func simple(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
      guard let first = pattern.first else { return path.isEmpty }
      if pattern.starts(with: "**".utf8) {
        return (path.startIndex...path.endIndex).contains { simple(pattern.dropFirst(2), path[$0...]) }
      }
      if first == 0x2A {
        let end = path.firstIndex(of: 0x2F) ?? path.endIndex
        return (path.startIndex...end).contains { simple(pattern.dropFirst(), path[$0...]) }
      }
      guard let next = path.first, next == first else { return false }
      return simple(pattern.dropFirst(), path.dropFirst())
    }
    var random = SplitMix64(state: 13)
    for _ in 0..<3000 {
      let pattern = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        "ab/*".utf8.randomElement(using: &random)!
      }
      let path = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        "ab/".utf8.randomElement(using: &random)!
      }
      let (glob, text) = (String(decoding: pattern, as: UTF8.self), String(decoding: path, as: UTF8.self))
      #expect(Glob(glob).matches(text) == simple(pattern[...], path[...]), "\(glob) \(text)")
    }
  }
}
