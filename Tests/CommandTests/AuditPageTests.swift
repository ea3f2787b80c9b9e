import Foundation
import Rehearsal
import Testing

/// An audit's page in a real browser.
@Suite(
  .enabled(
    if: Tool.present(.git, .python3, .chromium),
    Tool.notTested("the audit's page in a browser", for: .git, .python3, .chromium)))
struct AuditPageTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  /// The page of the demo's history, behind which somebody puts what they like straight on the branch.
  private func page(with files: [String: String] = [:]) throws {
    let demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    for (name, text) in files { try workspace.write(text, to: "demo/" + name) }
    if !files.isEmpty {
      try workspace.expect(.git, "add", "--all", in: "demo")
      try workspace.expect(.git, "commit", "--quiet", "--message", "straight on the branch", in: "demo")
    }
    let outcome = try workspace.run(
      .countersign, ["audit", "--root", "\(demo.root)", "--quiet", "--output", "html=../audit.html"],
      in: "demo")
    #expect(outcome.status == (files.isEmpty ? 0 : 1), "\(outcome.text)\(outcome.errors)")
  }

  private static let visibleRows =
    "[...document.querySelectorAll('#steps > tr')].filter(r => !r.hidden).length"

  private static func search(_ form: Int, _ words: String) -> String {
    """
    new Promise(done => {
      const form = document.querySelectorAll('form')[\(form)];
      form.querySelector('input').value = '\(words)';
      form.dispatchEvent(new Event('input'));
      setTimeout(() => done(form.querySelector('output').value), 400);
    })
    """
  }

  private static func choose(_ name: String, _ value: String) -> String {
    """
    new Promise(done => {
      const select = document.querySelector('select[name=\(name)]');
      select.value = '\(value)';
      select.form.dispatchEvent(new Event('input'));
      setTimeout(() => done(select.form.querySelector('output').value), 400);
    })
    """
  }

  @Test func `the page loads nothing, complains of nothing, and its filters work`() throws {
    try page()
    let visit = try Browser(workspace: workspace).visit(
      "audit.html", "[...document.forms].every(form => !form.hidden)", AuditPageTests.visibleRows,
      AuditPageTests.search(1, "CREDIT-scoring"), AuditPageTests.visibleRows,
      AuditPageTests.search(1, "no such thing"), AuditPageTests.search(1, ""),
      AuditPageTests.choose("landing", "root"),
      AuditPageTests.choose("tier", "high"), AuditPageTests.search(0, "ticket-routing"),
      "getComputedStyle(document.querySelector('.facts')).display")
    #expect(visit.logged.isEmpty, "\(visit.logged)")
    #expect(visit.asked.count == 1 && visit.asked[0].hasSuffix("audit.html"), "\(visit.asked)")
    #expect(visit.answers[0] as? Bool == true)
    #expect(visit.answers[1] as? Int == 9)
    #expect(visit.answers[2] as? String == "2 of 9 shown")
    #expect(visit.answers[3] as? Int == 2)
    #expect(visit.answers[4] as? String == "0 of 9 shown")
    #expect(visit.answers[5] as? String == "9 of 9 shown")
    #expect(visit.answers[6] as? String == "1 of 9 shown")
    #expect(visit.answers[7] as? String == "1 of 3 shown")
    // Both hold: ticket-routing is of another tier.
    #expect(visit.answers[8] as? String == "0 of 3 shown")
    #expect(visit.answers[9] as? String == "grid")
  }

  @Test func `a link opens what is folded, and shows what a filter hides`() throws {
    try page()
    let visit = try Browser(workspace: workspace).visit(
      "audit.html", AuditPageTests.search(0, "nothing is called so"),
      "new Promise(done => { location.hash = '#m1'; setTimeout(() => done(document.getElementById('m1').open), 300) })",
      "document.getElementById('m1').hidden")
    #expect(visit.answers[0] as? String == "0 of 3 shown")
    #expect(visit.answers[1] as? Bool == true && visit.answers[2] as? Bool == false)
  }

  @Test func `without scripts everything is there to be read, and no control that does nothing`() throws {
    try page()
    let visit = try Browser(workspace: workspace).visit(
      "audit.html", scripts: false, AuditPageTests.visibleRows,
      "[...document.querySelectorAll('form, input, select')].filter(e => e.offsetParent !== null).length",
      "document.querySelectorAll('details.card').length",
      "[...document.querySelectorAll('a[href]')].every(a => document.querySelector(a.getAttribute('href')))")
    #expect(visit.logged.isEmpty)
    #expect(visit.answers[0] as? Int == 9)
    #expect(visit.answers[1] as? Int == 0)
    #expect(visit.answers[2] as? Int == 3)
    #expect(visit.answers[3] as? Bool == true)
  }

  @Test func `names that are markup or scripts are text`() throws {
    let names = [
      "<img src=x onerror=document.title='pwned'>", "<script>document.title='pwned'<",
      "a\" onclick=\"alert(1)",
      "'><svg onload=alert(1)>", "\u{202E}gnp.exe", "javascript:alert(1)", "&lt;b&gt;", "-->", "{{7*7}}",
    ]
    try page(
      with: Dictionary(uniqueKeysWithValues: names.map { ("models/\($0)/card.yaml", "id: </script><b>\n") }))
    let visit = try Browser(workspace: workspace).visit(
      "audit.html", "document.title", "document.querySelectorAll('img, b, script, iframe, object').length",
      "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on')).length",
      "[...document.querySelectorAll('summary h3')].map(h => h.textContent)",
      AuditPageTests.search(0, "onerror"))
    #expect(visit.logged.isEmpty, "\(visit.logged)")
    #expect(visit.asked.count == 1, "\(visit.asked)")
    #expect(visit.answers[0] as? String == "Audit of main")
    // Our own script is the only one.
    #expect(visit.answers[1] as? Int == 1)
    #expect(visit.answers[2] as? Int == 0)
    let models = try #require(visit.answers[3] as? [String])
    let text = try workspace.read("audit.html")
    for name in names where !name.contains("\u{202E}") {
      #expect(models.contains(name) || text.contains("models/"), "\(name) is not in \(models)")
    }
    #expect(!text.contains("\u{202E}") && text.contains("\\u{202e}gnp.exe"))
  }

  @Test func `on paper everything is unfolded, and the same twice`() throws {
    try page()
    let visit = try Browser(workspace: workspace).visit(
      "audit.html", pdf: "audit.pdf",
      "dispatchEvent(new Event('beforeprint')), document.querySelectorAll('details:not([open])').length",
      "dispatchEvent(new Event('afterprint')), document.querySelectorAll('details[open]').length")
    #expect(visit.answers[0] as? Int == 0 && visit.answers[1] as? Int == 0)
    #expect(
      try Data(contentsOf: workspace.folder.appendingPathComponent("audit.pdf")).starts(
        with: Data("%PDF".utf8)))
  }
}
