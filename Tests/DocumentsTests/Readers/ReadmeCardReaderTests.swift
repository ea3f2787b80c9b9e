import Documents
import Governance
import Testing

@Suite struct ReadmeCardReaderTests {
  static let sample = """
    ---
    language: [en, de]
    license: other
    license_name: acme-1.0
    library_name: sklearn
    pipeline_tag: tabular-classification
    tags:
    - credit
    - tabular
    datasets:
    - acme/loans
    - acme/census
    base_model: acme/base
    model-index:
    - name: Retail credit scoring
      results:
      - task: {type: tabular-classification}
        dataset: {name: Loans, type: acme/loans, config: young, split: test}
        metrics:
        - {type: auc, value: 0.87, name: AUC}
        - {type: f1, value: 20.0 ± 1.2}
        - {type: accuracy, value: "0.91"}
    house_key: 1
    countersign:
      id: m
      version: 2.10
      owner: dana
      developers: [erin]
      tier: high
      data:
      - {name: acme/loans, personal: true}
    ---

    # Retail credit scoring

    ## Limitations

    [More Information Needed]

    """

  private func read(_ text: String) -> Outcome<ReadmeCard?> {
    Outcome { () throws(DocumentErrors) in
      try Card.read(readme: Array(text.utf8), path: "models/m/README.md")
    }
  }

  private func changed(_ old: String, _ new: String) -> Outcome<ReadmeCard?> {
    read(ReadmeCardReaderTests.sample.replacing(old, by: new))
  }

  private func card(_ outcome: Outcome<ReadmeCard?>) throws -> ReadmeCard {
    #expect(outcome.problems == [])
    let read = try #require(outcome.document)
    return try #require(read)
  }

  @Test func `the Hub's keys stand where a card has them, and ours below countersign`() throws {
    let card = try card(read(ReadmeCardReaderTests.sample)).card
    #expect(card.id == "m" && card.version == "2.10" && card.owner == "dana" && card.tier == "high")
    #expect(card.developers == ["erin"] && card.name == "Retail credit scoring")
    #expect(card.path == "models/m/README.md" && card.stage == nil)
    #expect(card.fields["license"] == .string("acme-1.0"))
    #expect(card.fields["lineage"]?["base-model"] == .string("acme/base"))
    #expect(
      card.metrics == [Metric(name: "auc", value: Number("0.87")!, slice: "young", field: "metrics[0]")])
    guard case .list(let metrics)? = card.fields["metrics"], case .list(let data)? = card.fields["data"]
    else {
      Issue.record("no lists")
      return
    }
    #expect(metrics.count == 1 && metrics[0]["split"] == .string("test"))
    #expect(metrics[0]["dataset"] == .string("Loans"))
    #expect(data.map { $0["name"] } == [.string("acme/loans"), .string("acme/census")])
    #expect(data[0]["personal"] == .bool(true) && data[1]["personal"] == nil)
  }

  @Test func `the Hub's keys are kept as they are, for expressions`() throws {
    let hub = try card(read(ReadmeCardReaderTests.sample)).card.fields["x-hub"]
    #expect(hub?["tags"] == .list([.string("credit"), .string("tabular")]))
    #expect(hub?["license"] == .string("other") && hub?["house_key"] == .number(Number("1")!))
    #expect(hub?["countersign"] == nil)
    guard case .list(let models)? = hub?["model-index"], case .list(let results)? = models[0]["results"],
      case .list(let metrics)? = results[0]["metrics"]
    else {
      Issue.record("no model-index")
      return
    }
    #expect(metrics[1]["value"] == .string("20.0 ± 1.2") && metrics[2]["value"] == .string("0.91"))
    let expression = try PolicyExpression("'credit' in card['x-hub'].tags", variables: [.card])
    #expect(expression.fieldProblems.isEmpty)
  }

  @Test func `what is no number is told of where it stands, and no threshold reads it`() throws {
    let remarks = try card(read(ReadmeCardReaderTests.sample)).remarks
    #expect(
      remarks.map { "\($0.severity) \($0.position.line):\($0.position.column) \($0.problem)" } == [
        "warning 21:25 model-index[0].results[0].metrics[1].value is \"20.0 ± 1.2\", no number: kept, and no threshold reads it",
        "warning 22:31 model-index[0].results[0].metrics[2].value is \"0.91\", no number: kept, and no threshold reads it",
        "note 23:1 house_key is no key of the Hub: kept, and not judged",
      ])
  }

  @Test func `each field has its place in the README, whatever the ends of its lines are`() throws {
    let crlf = ReadmeCardReaderTests.sample.replacing("\n", with: "\r\n")
    for text in [ReadmeCardReaderTests.sample, crlf] {
      let positions = try card(read(text)).card.positions
      #expect(positions["owner"] == Position(line: 27, column: 10))
      #expect(positions["metrics[0].value"] == Position(line: 20, column: 26))
      #expect(positions["license"] == Position(line: 4, column: 15))
      #expect(positions["x-hub"] != nil && positions[""] == Position(line: 2, column: 1))
    }
  }

  @Test(arguments: [
    ("  owner: dana\n", "", "25:3 countersign lacks owner"),
    ("  tier: high", "  teir: high", "29:3 unknown key teir in countersign"),
    ("  tier: high", "  tier: ~", "29:9 countersign.tier is empty"),
    ("house_key: 1", "tier: low", "23:1 tier stands outside of countersign, where it says nothing"),
    ("house_key: 1", "owner: eve", "23:1 owner stands outside of countersign, where it says nothing"),
    (
      "house_key: 1", "developers: []", "23:1 developers stands outside of countersign, where it says nothing"
    ),
    ("house_key: 1", "stage: production", "23:1 stage stands outside of countersign, where it says nothing"),
    ("  tier: high", "  license: mit", "29:3 countersign.license and the Hub's license say it twice"),
    (
      "  tier: high", "  lineage: {base-model: b}",
      "29:13 countersign.lineage.base-model and the Hub's base_model say it twice"
    ),
    ("  tier: high", "  x-hub: {}", "29:3 countersign.x-hub is where the Hub's keys are found"),
    ("  tier: high", "  tier: &a high", "29:9 anchors, aliases and tags are not allowed"),
    ("house_key: 1", "language: fr", "23:1 key language stands twice"),
    ("house_key: 1", "house_key: !!str 1", "23:12 anchors, aliases and tags are not allowed"),
    ("house_key: 1", "a: 1\u{85}tier: low", "23:5 the file contains a line break that editors do not show"),
    ("house_key: 1", "a: 1\r---", "23:5 the file contains a line break that editors do not show"),
    ("house_key: 1", "--- ", "23:1 blanks follow the dashes"),
    ("house_key: 1", "--- # more", "23:1 there is more than one document"),
    ("house_key: 1", "...", "24:1 not valid YAML: did not find expected <document start>"),
    ("---\nlanguage", "---\t\nlanguage", "1:1 blanks follow the dashes"),
    ("---\nlanguage", "\n---\nlanguage", "1:1 the front matter begins too late"),
    ("---\nlanguage", "\u{FEFF}---\nlanguage", "1:1 the file starts with a byte order mark"),
    (
      "erin]\n", "erin]\n  apiVersion: countersign/v2\n",
      "29:15 countersign.apiVersion is countersign/v2, this version reads countersign/v1"
    ),
  ])
  func `what the front matter of a card may not be`(_ old: String, _ new: String, _ problem: String) {
    let outcome = changed(old, new)
    #expect(outcome.problems.first == problem, "\(outcome.problems)")
  }

  @Test func `a front matter that does not end is no card that could be judged`() {
    let text = ReadmeCardReaderTests.sample.replacing("---\n\n#", with: "\n#")
    #expect(read(text).problems == ["1:1 the front matter does not end"])
    #expect(read("---\nid: a").problems == ["1:1 the front matter does not end"])
    #expect(read("---\n").problems == ["1:1 the front matter does not end"])
  }

  @Test func `a front matter without our section is refused with the line to paste`() throws {
    let outcome = read("---\nlicense: mit\n---\n")
    #expect(outcome.problems == ["2:1 the front matter lacks countersign, for what the Hub has no key"])
    #expect(
      outcome.hints == [
        "add this line and fill it in: countersign: {id: m, version: TBD, owner: TBD}"
      ])
    let pasted = "---\nlicense: mit\ncountersign: {id: m, version: TBD, owner: TBD}\n---\n"
    #expect(try card(read(pasted)).card.version == "TBD")
    #expect(read("---\n---\n").problems == ["2:1 the front matter has to be a mapping, not nothing"])
    #expect(read("---\n- a\n---\n").problems == ["2:1 the front matter has to be a mapping, not a list"])
  }

  @Test(arguments: [
    "", "# A model\n", "----\nid: a\n---\n", "---a\n", "text\n---\nid: a\n---\n", " ", "\u{FEFF}# A\n",
    "***\n",
  ])
  func `a README without front matter is no card`(_ text: String) {
    let outcome = read(text)
    #expect(outcome.problems == [] && outcome.document != nil && outcome.document! == nil)
  }

  @Test func `what is not as the Hub writes it is kept, told of and never guessed`() throws {
    func remarks(_ old: String, _ new: String) throws -> [String] {
      try card(changed(old, new)).remarks.map(\.problem).filter {
        !$0.contains("no number") && !$0.contains("house")
      }
    }
    #expect(
      try remarks("license: other", "license: [mit, gpl]") == [
        "license is a list: kept, and no licence to the policy"
      ])
    #expect(
      try remarks("- acme/census", "- {id: acme}") == [
        "datasets[1] is a mapping: kept, and no data to the policy"
      ])
    #expect(
      try remarks("{type: auc, value: 0.87, name: AUC}", "auc") == [
        "model-index[0].results[0].metrics[0] is a single value, not a mapping: kept, and not judged"
      ])
    #expect(
      try remarks("{type: auc, value: 0.87, name: AUC}", "{type: auc, value: {a: 1}}") == [
        "model-index[0].results[0].metrics[0].value is a mapping: kept, and no threshold reads it"
      ])
    #expect(
      try remarks("{type: auc, value: 0.87, name: AUC}", "{value: 0.87}") == [
        "model-index[0].results[0].metrics[0] has neither type nor name: kept, and no metric to the policy"
      ])
    #expect(
      try remarks("house_key", "limitations") == ["limitations is no key of the Hub: kept, and not judged"])
    #expect(try card(changed("license_name: acme-1.0\n", "")).card.fields["license"] == .string("other"))
    let many =
      "---\ncountersign: {id: m, version: 1, owner: a}\n" + (0..<40_000).map { "k\($0): 1\n" }.joined()
      + "---\n"
    let started = ContinuousClock.now
    #expect(try card(read(many)).remarks.count == 100)
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  @Test func `a whole dataset and one without a name of its own`() throws {
    let whole = try card(changed("config: young", "config: default")).card
    #expect(whole.metrics.map(\.slice) == [nil])
    let other = try card(changed("{type: auc, value: 0.87, name: AUC}", "{name: AUC, value: -1}")).card
    #expect(other.metrics.map(\.name) == ["AUC"])
  }

  @Test func `a README of more than 1 MiB is refused`() {
    let text = ReadmeCardReaderTests.sample + String(repeating: "x", count: 1 << 20)
    #expect(read(text).problems == ["1:1 the file is larger than 1 MiB"])
  }

  @Test func `the text below the front matter is nobody's to judge`() throws {
    let bytes =
      Array(ReadmeCardReaderTests.sample.utf8) + [0xFF, 0, 0x0D] + Array("---\ntier: low\n---\n".utf8)
    let outcome = Outcome { () throws(DocumentErrors) in
      try Card.read(readme: bytes, path: "models/m/README.md")
    }
    #expect(try card(outcome).card.tier == "high")
  }
}
