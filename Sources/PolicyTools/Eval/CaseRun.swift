import CEL
import Governance

/// A file of cases for the expression language: each an expression and what it has to come to.
package struct CaseRun: Sendable {
  /// The most bytes that a file may have: 64 MiB.
  package static let largestFile = 1 << 26

  /// A case that fails; the texts are of one line each.
  package struct Failure: Sendable {
    /// `file/section/name`, as far as the case says.
    package let name: String
    package let expression: String
    package let expected: String
    package let actual: String
  }

  /// Why bytes are no file of cases.
  package struct Problem: Error, Sendable {
    package let message: String
    /// Where it is; nil for what is well-formed JSON, and says nothing of use.
    package let position: Position?
  }

  private let cases: [ConformanceCase]

  /// How many cases there are.
  package var count: Int { cases.count }

  /// Reads a file; the encoding is described in the expression language's README.
  package init(_ bytes: [UInt8]) throws(Problem) {
    do throws(CaseFileError) {
      cases = try CaseFile(bytes).cases
    } catch {
      throw Problem(
        message: error.message,
        position: error.position.map { Position(line: $0.line, column: $0.column) })
    }
  }

  /// Runs all cases in their order. What one of them may cost is limited.
  ///
  /// - Parameter report: is told each case that fails, as soon as it did.
  /// - Returns: How many fail.
  package func run(reportingFailures report: (Failure) throws -> Void) rethrows -> Int {
    var failed = 0
    for test in cases {
      guard let failure = test.run() else { continue }
      failed += 1
      let actual =
        switch failure.actual {
        case .value(let value): value.excerpt(atMost: CaseRun.room)
        case .error(let message): "an error: \(CaseRun.cut(message))"
        }
      try report(
        Failure(
          name: CaseRun.cut(failure.name), expression: CaseRun.cut(failure.expression),
          expected: failure.expected?.excerpt(atMost: CaseRun.room) ?? "an error", actual: actual))
    }
    return failed
  }

  /// How many characters of a text or a value are told.
  private static let room = 400

  private static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > room ? String(scalars.prefix(room)) + "…" : text
  }
}
