import CEL
import Glibc

/// Evaluates an expression that reads a `card`, compiled once, so many times, and prints how many evaluations a
/// second that were and what it came to: `bench-expressions EXPRESSION CARD COUNT`, the card as an expression, of
/// which JSON is one.
///
/// `Scripts/bench` has Google's C++ runtime evaluate the same with the same card, and compares.
@main
enum BenchExpressions {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let count = Int(arguments[3]), count > 0 else {
      print("usage: bench-expressions EXPRESSION CARD COUNT")
      exit(64)
    }
    let program = try Program(compile: arguments[1], variables: ["card"])
    let slots: [Value?] = [try Program(compile: arguments[2]).evaluate([:])]
    var value = Value.null
    let elapsed = try ContinuousClock().measure {
      for _ in 0..<count { value = try program.evaluate(slots: slots) }
    }
    print(Int(Double(count) / (elapsed / .seconds(1))), value.excerpt)
  }
}
