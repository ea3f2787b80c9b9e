import CEL
import Foundation
import Testing

/// The conformance tests of google/cel-spec, which are not in this repository: a JSON file of them is named by the
/// environment variable `COUNTERSIGN_CEL_CONFORMANCE`.
struct ConformanceTests {
  private static let path = ProcessInfo.processInfo.environment["COUNTERSIGN_CEL_CONFORMANCE"]

  /// Whether there are any; says so where there are none.
  private static let isGiven: Bool = {
    if path == nil { print("no conformance tests of CEL: COUNTERSIGN_CEL_CONFORMANCE names no file") }
    return path != nil
  }()

  @Test(.enabled(if: isGiven, "COUNTERSIGN_CEL_CONFORMANCE names no file"))
  func `every case of the conformance tests passes`() throws {
    let path = try #require(ConformanceTests.path)
    let file = try CaseFile(Array(Data(contentsOf: URL(fileURLWithPath: path))))
    #expect(file.cases.count > 1000)
    let failures = file.cases.compactMap { $0.run() }
    for failure in failures { Issue.record("\(failure)") }
    print("CEL conformance: \(file.cases.count - failures.count) of \(file.cases.count) cases pass")
  }
}
