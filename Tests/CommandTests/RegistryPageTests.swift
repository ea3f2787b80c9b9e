import Foundation
import Rehearsal
import Testing

/// The registry's site in a real browser.
@Suite(
  .enabled(
    if: Tool.present(.git, .python3, .chromium),
    Tool.notTested("the registry's site in a browser", for: .git, .python3, .chromium)))
struct RegistryPageTests {
  private let workspace: Workspace
  private static let hostile = "<img src=x onerror=document.title=1>"

  /// The demo's models, and one of a name that means harm.
  init() throws {
    workspace = try Workspace()
    _ = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    try workspace.write(
      "apiVersion: countersign/v1\nkind: ModelCard\nid: x\nversion: \"</script><b>\"\nowner: \"\\\"><b>\"\n",
      to: "demo/models/\(RegistryPageTests.hostile)/card.yaml")
    try workspace.expect(.git, "add", "--all", in: "demo")
    try workspace.expect(.git, "commit", "--quiet", "--message", "straight on the branch", in: "demo")
    let outcome = try workspace.run(
      .countersign, ["registry", "--at", "2026-09-21T14:13:20Z", "--quiet", "--site", "../site"], in: "demo")
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
  }

  private static let shown = "[...document.querySelectorAll('#rows > tr')].filter(r => !r.hidden).length"

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

  @Test func `the index asks for nothing, complains of nothing, and its filters work`() throws {
    let visit = try Browser(workspace: workspace).visit(
      "site/index.html", RegistryPageTests.shown, RegistryPageTests.choose("state", "open"),
      RegistryPageTests.choose("state", "approved"), RegistryPageTests.choose("tier", "high"),
      RegistryPageTests.shown, "document.querySelectorAll('img, b').length", "document.title")
    #expect(visit.logged.isEmpty, "\(visit.logged)")
    #expect(visit.asked.count == 1, "\(visit.asked)")
    #expect(visit.answers[0] as? Int == 4)
    #expect(visit.answers[1] as? String == "1 of 4 shown")
    #expect(visit.answers[2] as? String == "3 of 4 shown")
    #expect(visit.answers[3] as? String == "1 of 4 shown")
    #expect(visit.answers[4] as? Int == 1)
    #expect(visit.answers[5] as? Int == 0)
    #expect(visit.answers[6] as? String == "Model registry of main")
  }

  @Test func `without a script every model is there, and leads to its page`() throws {
    let visit = try Browser(workspace: workspace).visit(
      "site/index.html", scripts: false, "document.querySelectorAll('#rows a').length",
      "document.querySelector('form').hidden")
    #expect(visit.answers[0] as? Int == 4)
    #expect(visit.answers[1] as? Bool == true)
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path("site/models"))
    #expect(names.count == 4)
    for name in names {
      let page = try Browser(workspace: workspace).visit(
        "site/models/\(name)", "document.querySelectorAll('h1').length",
        "document.querySelectorAll('img, b').length",
        "document.documentElement.scrollWidth <= innerWidth")
      #expect(page.logged.isEmpty && page.asked.count == 1, "\(name): \(page.logged) \(page.asked)")
      #expect(
        page.answers[0] as? Int == 1 && page.answers[1] as? Int == 0 && page.answers[2] as? Bool == true)
    }
  }
}
