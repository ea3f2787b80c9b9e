import Testing

@testable import Rehearsal

struct PathPatternTests {
  @Test(
    arguments: [
      ("card.yaml", "card.yaml", true), ("card.yaml", "card.yaml2", false), ("*", "a/b", false),
      ("**", "a/b", true), ("evidence/fairness*", "evidence/fairness.yaml", true),
      ("evidence/fairness*", "evidence/fairness/a.yaml", false), ("evidence/**", "evidence/a/b.yaml", true),
      ("src/**/x", "src/a/b/x", true), ("src/*/x", "src/a/b/x", false), ("*.yaml", ".yaml", true),
      ("", "", true), ("a*c*e", "abcde", true), ("a*c*e", "abcd", false),
    ] as [(String, String, Bool)])
  func `one star stays within a segment and two do not`(pattern: String, path: String, matches: Bool) {
    #expect(PathPattern(pattern).matches(Array(path.utf8)) == matches)
  }
}
