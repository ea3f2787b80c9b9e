import Foundation
import Governance
import Reports
import Testing

@Suite struct AuditHTMLTests {
  private func html(_ sample: AuditSample) throws -> String {
    String(
      decoding: try sample.bytes(AuditHTML(policy: sample.summary.policy, spool: MemorySpool())),
      as: UTF8.self)
  }

  /// Without our style and script, which are the same everywhere, and their digests.
  private func content(_ page: String) throws -> String {
    page.replacing(try Regex("(?s)<style>.*?</style>"), with: "<style></style>")
      .replacing(try Regex("(?s)<script>.*?</script>"), with: "<script></script>")
      .replacing(try Regex("sha256-[A-Za-z0-9+/]{43}="), with: "sha256-")
  }

  @Test(arguments: AuditSample.all.map(\.name))
  func `each sample reads as its golden, and a second time the same`(_ name: String) throws {
    let sample = try #require(AuditSample.all.first { $0.name == name })
    let page = try html(sample)
    try Golden.expect(Array(try content(page).utf8), is: "\(name).html")
    #expect(try html(sample) == page)
  }

  @Test(arguments: AuditSample.all.map(\.name))
  func `nothing that a reader cannot see gets through, and no markup but ours`(_ name: String) throws {
    let sample = try #require(AuditSample.all.first { $0.name == name })
    let page = try content(html(sample))
    #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || Printable.isVisible($0) })
    // The text of hostile names, as it was written.
    for markup in ["<script>\\u", "<img", "<!-- h", "@everyone\"", "]]>"] { #expect(!page.contains(markup)) }
    let elements = Set(
      page.matches(of: try Regex("<([a-zA-Z!][^ >]*)")).map { String($0.output[1].substring!) })
    #expect(
      elements.isSubset(of: [
        "!DOCTYPE", "html", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "span",
        "nav",
        "ul", "li", "main", "section", "dl", "div", "dt", "dd", "code", "pre", "table", "caption", "thead",
        "tbody",
        "tr", "th", "td", "details", "summary", "time", "form", "label", "input", "select", "option",
        "output",
        "footer", "script", "svg", "rect", "figure", "figcaption", "line", "text", "g", "defs", "pattern",
      ]), "\(elements)")
  }

  @Test(arguments: AuditSample.all.map(\.name))
  func `every link leads to a place in the page, and no place is there twice`(_ name: String) throws {
    let page = try html(#require(AuditSample.all.first { $0.name == name }))
    let places = page.matches(of: try Regex(" id=\"([^\"]*)\"")).map { String($0.output[1].substring!) }
    #expect(Set(places).count == places.count)
    let links = page.matches(of: try Regex(" href=\"([^\"]*)\"")).map { String($0.output[1].substring!) }
    #expect(!links.isEmpty)
    for link in links { #expect(link.hasPrefix("#") && places.contains(String(link.dropFirst())), "\(link)") }
    let lists = page.matches(of: try Regex(" data-list=\"([^\"]*)\"")).map { String($0.output[1].substring!) }
    for list in lists { #expect(places.contains(list)) }
  }

  @Test func `headings go down by one level at a time`() throws {
    for sample in AuditSample.all {
      let levels = try html(sample).matches(of: try Regex("<h([1-6])>")).map { Int($0.output[1].substring!)! }
      #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
      for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1) }
    }
  }

  @Test func `each approval is there with who, when and why it does not count`() throws {
    let violated = AuditedTransition(
      report: Sample.violated, date: AuditSample.start, landing: .merge, signer: "dana")
    let page = try html(AuditSample("violated", [violated]))
    #expect(page.contains("alice approved"))
    #expect(
      page.contains(
        "erin does not count: <code>approval-by-contributor</code> erin changed what erin approves"))
    #expect(page.contains("0 of 1; needs 1 more by fairness-reviewer or risk-officer"))
    #expect(page.contains("<a href=\"#m1\">credit-scoring</a> 2.1.0, production"))
    #expect(page.contains("landed on main although it is violated"))
  }

  @Test func `a page that tells less than everything says so, and how to have it again`() throws {
    let sample = AuditSample.all[0]
    func page(_ scope: AuditScope) throws -> String {
      String(
        decoding: try sample.bytes(AuditHTML(policy: .then, scope: scope, spool: MemorySpool())),
        as: UTF8.self)
    }
    let whole = try page(AuditScope())
    #expect(!whole.contains("Asked for"))
    #expect(
      whole.contains("audit --branch=main --root \(Sample.base) --policy then --output html=audit.html"))
    let part = try page(AuditScope(since: "2026-01-01", until: "a b", model: "churn"))
    #expect(part.contains("only transitions that change churn, after 2026-01-01, up to a b"))
    #expect(part.contains("--model=churn --since=2026-01-01 --until=&#39;a b&#39; --output html=audit.html"))
    // What a shell would take for something else is no command.
    #expect(!(try page(AuditScope(since: "a\nb")).contains("To have this report again")))
  }

  @Test func `what may be no review is a question, and dates are claims`() throws {
    let page = try html(#require(AuditSample.all.first { $0.name == "audit" }))
    #expect(page.contains("each is a question to ask, and no proof of anything"))
    #expect(page.contains("figures about time are claims"))
    let now = try String(
      decoding: AuditSample.all[0].bytes(AuditHTML(policy: .now, spool: MemorySpool())), as: UTF8.self)
    // What today's policy would not let pass was no bypass then.
    #expect(page.contains("bypass-unreviewed") && !now.contains("bypass-unreviewed"))
  }

  @Test func `transitions that changed nothing governed are one row, wherever they stand`() throws {
    let quiet = AuditedTransition(
      report: Sample.report(), date: AuditSample.start, landing: .merge, signer: "dana")
    let change = AuditedTransition(
      report: Sample.satisfied, date: AuditSample.start, landing: .merge, signer: "dana")
    let page = try html(AuditSample("quiet", [quiet, quiet, quiet, change, quiet]))
    #expect(page.contains("3 transitions in which nothing governed changed"))
    #expect(page.contains("1 transition in which nothing governed changed"))
    #expect(page.components(separatedBy: "<tr id=").count == 2)
  }

  @Test func `a record of years is a chart that can be read, whatever dates are claimed`() throws {
    func page(_ dates: [String]) throws -> String {
      try html(
        AuditSample(
          "dates",
          dates.map {
            AuditedTransition(
              report: Sample.violated, date: Instant(rfc3339: $0)!, landing: .merge, signer: nil)
          }))
    }
    let months = try page(["2025-11-30", "2026-02-01"])
    #expect(months.contains("<title>2025-11: 1 violated</title>"))
    #expect(months.contains(">2025-12</text>") && months.contains("<title>2026-02: 1 violated</title>"))
    #expect(try page(["2016-01-01", "2026-02-01"]).contains("<title>2016 Q1: 1 violated</title>"))
    let hostile = try page(["0000-01-01", "1969-12-31", "1970-01-01", "9999-12-31"])
    #expect(
      hostile.contains("<title>1969: 1 violated</title>")
        && hostile.contains("<title>9999: 1 violated</title>"))
    #expect(hostile.utf8.count < 60_000)
    // One month is no course of things.
    #expect(!(try page(["2026-02-01", "2026-02-02"]).contains("<figure>")))
  }

  @Test func `a transition in order takes little room, so that a page may hold thousands`() throws {
    func count(_ transitions: Int) throws -> Int {
      try html(
        AuditSample(
          "many",
          (0..<transitions).map {
            var report = Sample.report(models: [Sample.satisfied.models[0]])
            report.models[0].id = ModelID("model-\($0 % 10)")
            return AuditedTransition(
              report: report, date: AuditSample.hours(Double($0)), landing: .merge, signer: "dana")
          })
      ).utf8.count
    }
    #expect(try count(220) - count(20) < 200 * 1000)
  }

  @Test func `of many transitions that broke a rule the newest are linked`() throws {
    let page = try html(
      AuditSample(
        "many",
        (0..<200).map { _ in
          AuditedTransition(report: Sample.violated, date: AuditSample.start, landing: .merge, signer: nil)
        }))
    #expect(page.contains("in 200 transitions"))
    #expect(page.contains("The newest 40; search the timeline for gate-vetoed."))
  }
}
