import CEL
import Foundation
import Testing

struct StackTests {
  /// `inner` within `count` times `open` and `close`.
  private static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }

  @Test func `the deepest expressions fit a stack of six megabytes`() async throws {
    let texts = [
      StackTests.nested("(", "1", ")", 195), StackTests.nested("[", "1", "]", 195),
      StackTests.nested("{1: ", "1", "}", 195), StackTests.nested("math.abs(", "1", ")", 195),
      StackTests.nested("[1].map(x, ", "1", ")", 195),
      StackTests.nested("optional.of(1).optMap(x, ", "1", ")", 98),
      StackTests.nested("true ? 1 : ", "1", "", 195), StackTests.nested("-", "(1)", "", 195),
      StackTests.nested("", "1", " + 1", 195), StackTests.nested("!(true || ", "false", ")", 97),
      StackTests.nested("1 == (1 in [", "1", "])", 60),
    ]
    let wrong: [String] = await withCheckedContinuation { continuation in
      let thread = Thread {
        continuation.resume(
          returning: texts.filter { text in
            guard let program = try? Program(compile: text) else { return true }
            guard let value = try? program.evaluate([:]) else { return true }
            return value != value || value.excerpt.isEmpty
          })
      }
      thread.stackSize = 6 * 1024 * 1024
      thread.start()
    }
    #expect(wrong == [])
  }
}
