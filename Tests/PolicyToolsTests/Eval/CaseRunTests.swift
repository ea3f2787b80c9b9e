import Governance
import PolicyTools
import Testing

@Suite("A file of cases") struct CaseRunTests {
  private func failures(_ text: String) throws -> [CaseRun.Failure] {
    var failures: [CaseRun.Failure] = []
    let run = try CaseRun(Array(text.utf8))
    let failed = run.run { failures.append($0) }
    #expect(failed == failures.count)
    return failures
  }

  private func problem(_ text: String) -> CaseRun.Problem? {
    do throws(CaseRun.Problem) {
      _ = try CaseRun(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    #"{"expr": "x + 1", "bindings": {"x": {"int": "2"}}, "value": {"int": "3"}}"#,
    #"{"expr": "1 / 0", "error": true}"#, #"{"expr": "1 +", "error": true}"#,
    #"{"expr": "0.0 / 0.0", "value": {"double": "NaN"}}"#,
    #"{"expr": "{'a': b'b'}", "value": {"map": [[{"string": "a"}, {"bytes": "Yg=="}]]}}"#,
    #"{"expr": "y", "container": "x", "bindings": {"x.y": {"null": true}}, "value": {"null": true}}"#,
  ])
  func `a case passes that comes to what it expects`(_ text: String) throws {
    #expect(try failures("[\(text)]").isEmpty)
    #expect(try failures(#"{"about": "words", "some": [\#(text)], "more": [\#(text)]}"#).isEmpty)
  }

  @Test(arguments: [
    (#""expr": "1 + 1", "value": {"int": "3"}"#, "3", "2"),
    (#""expr": "1", "value": {"double": "1.0"}"#, "1.0", "1"),
    (#""expr": "1", "error": true"#, "an error", "1"),
    (#""expr": "'a\\nb'", "value": {"string": "a"}"#, #""a""#, #""a\nb""#),
  ])
  func `a case fails that comes to something else, be it of another type`(
    _ text: String, _ expected: String, _ actual: String
  ) throws {
    let failure = try #require(
      try failures(#"[{"file": "f", "section": "s", "name": "n", \#(text)}]"#).first)
    #expect(failure.name == "f/s/n")
    #expect(failure.expected == expected && failure.actual == actual)
  }

  @Test func `an error that was not expected is told`() throws {
    let failure = try #require(try failures(#"[{"expr": "1 / 0", "value": {"int": "1"}}]"#).first)
    #expect(failure.actual.hasPrefix("an error: ") && failure.actual.contains("zero"))
  }

  @Test func `what is too expensive fails, also where an error is expected`() throws {
    let list = "[0,1,2,3,4,5,6,7,8,9]"
    let deep = (0..<8).reduce("true") { text, index in "\(list).all(v\(index), \(text))" }
    #expect(try failures(#"[{"expr": "\#(deep)", "error": true}]"#).count == 1)
  }

  @Test func `what is no JSON is a problem with its place`() throws {
    let found = try #require(problem("[{\"expr\": \"1\",\n  oops}]"))
    #expect(found.position == Position(line: 2, column: 3))
  }

  @Test(arguments: [
    "1", #"[{"expr": "1"}]"#, #"[{"value": {"int": "1"}}]"#, #"[{"expr": "1", "valeu": {"int": "1"}}]"#,
    #"[{"expr": "1", "value": {"int": 1}}]"#, #"[{"expr": "1", "value": {"int": "1"}, "error": true}]"#,
    #"{"cases": 1}"#, #"[{"expr": "1", "value": {"int": "1", "uint": "1"}}]"#,
  ])
  func `what says nothing that could be checked is a problem, not a case`(_ text: String) {
    #expect(problem(text)?.message.isEmpty == false)
  }
}
