import Testing

@testable import CEL

struct CaseTests {
  @Test func `cases pass and fail`() throws {
    let file = try CaseFile(
      Array(
        #"""
        {"source": "here", "cases": [
          {"name": "sum", "expr": "x + 1", "bindings": {"x": {"int": "2"}}, "value": {"int": "3"}},
          {"name": "kind", "expr": "1", "value": {"double": "1.0"}},
          {"name": "error", "expr": "1 / 0", "error": true},
          {"name": "none", "expr": "1", "error": true},
          {"name": "text", "expr": "nothing", "value": {"string": "\u001b"}}
        ], "more": [{"expr": "b'a'", "value": {"bytes": "YQ=="}, "container": "c", "disable_macros": true}]}
        """#.utf8))
    let failures = file.cases.compactMap { $0.run() }
    #expect(file.cases.count == 6)
    #expect(failures.map(\.name) == ["kind", "none", "text"])
    #expect(failures[0].description == "kind: 1 is 1, expected 1.0")
    #expect(failures[1].description == "none: 1 is 1, expected an error")
    #expect(failures[2].description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test func `a case that never ends fails, also if it wants an error`() throws {
    let file = try CaseFile(Array(#"[{"expr": "lists.range(1000000000)", "error": true}]"#.utf8))
    #expect(file.cases[0].run() != nil)
  }

  @Test(arguments: [
    #"{"int": "1"}"#, #"{"uint": "18446744073709551615"}"#, #"{"double": "-0.0"}"#, #"{"double": "NaN"}"#,
    #"{"null": true}"#,
    #"{"list": [{"bool": false}]}"#, #"{"map": [[{"string": "k"}, {"list": []}]]}"#, #"{"type": "list"}"#,
    #"{"timestamp": "2009-02-13T23:31:30.000000000Z"}"#, #"{"duration": "-1.500000000s"}"#,
    #"{"bytes": "AP8="}"#,
  ])
  func `values are read`(_ text: String) throws {
    #expect(throws: Never.self) { try CaseFile(Array("[{\"expr\": \"1\", \"value\": \(text)}]".utf8)) }
  }

  @Test(arguments: [
    #"{"int": 1}"#, #"{"int": "1.0"}"#, #"{"uint": "-1"}"#, #"{"double": "x"}"#, #"{"null": false}"#,
    #"{"bool": "true"}"#, "{}",
    #"{"int": "1", "uint": "1"}"#, #"{"list": {}}"#, #"{"map": [[{"int": "1"}]]}"#, #"{"type": "card"}"#,
    #"{"object": {}}"#, "1",
    #"{"map": [[{"double": "1.0"}, {"int": "1"}]]}"#, #"{"timestamp": "yesterday"}"#, #"{"bytes": "*"}"#,
  ])
  func `what is no value is refused`(_ text: String) {
    #expect(throws: CaseFileError.self) {
      try CaseFile(Array("[{\"expr\": \"1\", \"value\": \(text)}]".utf8))
    }
  }

  @Test(arguments: [
    "", "[", "1", "[1]", "{\"a\": 1}", "[{}]", "[{\"expr\": \"1\"}]", "[{\"expr\": 1, \"error\": true}]",
    "[{\"expr\": \"1\", \"error\": true, \"value\": {\"int\": \"1\"}}]",
    "[{\"expr\": \"1\", \"error\": false}]",
    "[{\"expr\": \"1\", \"error\": true, \"extra\": 1}]",
    "[{\"expr\": \"1\", \"error\": true, \"bindings\": []}]",
  ])
  func `what is no file of cases is refused`(_ text: String) {
    #expect(throws: CaseFileError.self) { try CaseFile(Array(text.utf8)) }
  }
}
