import Testing

@testable import GitHistory

@Suite struct LineAlignmentTests {
  private func isUnambiguous(_ base: String, _ ours: String, _ theirs: String) -> Bool {
    func lines(_ text: String) -> [UInt8] { text.flatMap { [UInt8](String($0).utf8) + [0x0a] } }
    return LineAlignment(base: lines(base), ours: lines(ours), theirs: lines(theirs)).isUnambiguous
  }

  @Test(arguments: [
    ("abc", "abc", "abc"), ("", "a", ""), ("abcde", "xbcde", "abcdx"), ("abc", "xbc", "aby"),
    ("a-b-c", "x-b-c", "a-b-y"),
    ("aaa", "aaa", "aa"), ("abXcd", "baXcd", "abXce"),
  ])
  func `one way`(_ base: String, _ ours: String, _ theirs: String) {
    #expect(isUnambiguous(base, ours, theirs))
  }

  @Test(arguments: [
    ("aaa", "aaaa", "aa"), ("a--b", "a---b", "a-b"), ("abcd", "badc", "abcx"),
    ("xyxyxy", "xyxyxyxy", "xyxzxy"),
  ])
  func `several ways`(_ base: String, _ ours: String, _ theirs: String) {
    #expect(!isUnambiguous(base, ours, theirs))
  }
}
