import Governance

/// What the audit came to, what it rests on, and how to have it again.
struct AuditHTMLSummary {
  let summary: AuditSummary
  let scope: AuditScope
  let facts: AuditHTML.Facts
  /// How many models there are.
  let models: Int
  let months: MonthTally

  static func title(of summary: AuditSummary) -> String {
    summary.person.map { "What \($0) signed on \(summary.branch)" } ?? "Audit of \(summary.branch)"
  }

  func writeHeader(_ sections: [(anchor: HTMLAnchor, title: String)], on html: inout HTMLWriter) {
    html.element("header") { html in
      html.element(
        "p", .class("kicker"), text: "Countersign · model approvals, judged again from the signed history")
      html.element("h1", text: AuditHTMLSummary.title(of: summary))
      html.element("p", .class("lead")) { html in
        html.verdict(summary.verdict)
        html.text(". \(outcome)")
      }
    }
    html.newline()
    html.element("nav", .class("contents"), .label(.aria, "Contents")) { html in
      html.element("ul") { html in
        for (anchor, title) in sections {
          html.element("li") { $0.element("a", .href(anchor), text: title) }
        }
      }
    }
    html.newline()
  }

  private var outcome: String {
    let counts = Verdict.allCases.compactMap { verdict in
      summary.verdicts[verdict].map { "\($0) \(verdict.rawValue)" }
    }
    let policy = summary.policy == .then ? "by the policy of its time" : "by the policy at the branch's end"
    let what =
      summary.transitions == 0
      ? "No transition was judged"
      : "\(counted(summary.transitions, "transition")), each judged again \(policy)"
    return what + (counts.isEmpty ? "." : ": \(counts.joined(separator: ", ")).")
  }

  func write(on html: inout HTMLWriter) {
    html.element("section", .label(.aria, "Summary")) { html in
      writeFigures(on: &html)
      writeFacts(on: &html)
      MonthChart(months).write(on: &html)
      html.element("h2", .class("minor"), text: "What this rests on")
      html.element("p", text: basis)
      if let command {
        html.element("p", text: "To have this report again, from a clone with the whole history:")
        html.element("pre") { $0.element("code", text: command) }
      }
    }
    html.newline()
  }

  private func writeFigures(on html: inout HTMLWriter) {
    html.element("dl", .class("stats")) { html in
      func figure(_ name: String, _ count: Int, _ html: inout HTMLWriter) {
        html.element("div") { html in
          html.element("dt", text: name)
          html.element("dd", text: "\(count)")
        }
      }
      figure("transitions", summary.transitions, &html)
      for verdict in Verdict.allCases { figure(verdict.rawValue, summary.verdicts[verdict] ?? 0, &html) }
      if models > 0 { figure(models == 1 ? "model" : "models", models, &html) }
      let direct = summary.findings.count { $0.rule == .bypassDirect }
      if direct > 0 { figure("straight on the branch", direct, &html) }
    }
    html.newline()
  }

  private func writeFacts(on html: inout HTMLWriter) {
    html.element("dl", .class("facts")) { html in
      func fact(_ name: String, _ html: inout HTMLWriter, _ value: (inout HTMLWriter) -> Void) {
        html.element("dt", text: name)
        html.element("dd", content: value)
        html.newline()
      }
      fact("Branch", &html) { html in
        html.text("\(summary.branch), up to ")
        html.element("code", text: summary.tip.text)
      }
      if let text = scope.text { fact("Asked for", &html) { $0.text(text) } }
      fact("Trust root", &html) { html in
        if let root = summary.root { html.element("code", text: root.text) } else { html.text("none") }
        html.text(
          summary.isPinned
            ? ", pinned by whoever asked for this report"
            : ", not pinned: whoever can rewrite the branch could have replaced it")
      }
      fact("Judged by", &html) { html in
        html.text(
          summary.policy == .then
            ? "the policy that stood before each transition"
            : "the policy at the end of the branch, whatever held at the time")
      }
      if let policy = facts.policy {
        fact("Policy used last", &html) { html in
          html.text("version \(policy.version), of commit ")
          html.commit(policy.commit)
          html.text(", ")
          html.element("code", text: policy.digest.text)
        }
      }
      if let first = facts.first, let last = facts.last {
        fact("Dates", &html) { $0.text("\(first.date) to \(last.date), as the commits claim") }
      }
      if summary.ungoverned > 0 {
        fact("Before", &html) {
          $0.text("\(counted(summary.ungoverned, "step")) without a policy, not judged")
        }
      }
    }
    html.newline()
  }

  /// What the figures rest on, and how far they may be trusted.
  private var basis: String {
    let measures = summary.measures
    let leftOut = measures.velocity.leftOut
    return
      "Verdicts rest on signatures, on content by its SHA-256, and on the order of commits. Dates do not: whoever makes a commit "
      + "writes its date, so that figures about time are claims. They rest on "
      + "\(counted(measures.transitions, "transition")) with \(counted(measures.load.total.decisions, "decision"))"
      + (measures.unjudged > 0 ? ", \(measures.unjudged) of which could not be judged" : "")
      + (leftOut > 0
        ? "; \(counted(leftOut, "duration")) below zero \(leftOut == 1 ? "is" : "are") left out" : "")
      + (measures.implausibleDates > 0
        ? "; \(counted(measures.implausibleDates, "date")) cannot be true" : "")
      + ". What never landed, and what a squash left behind, is not seen."
  }

  /// Nil where a name cannot be shown as a shell would take it.
  private var command: String? {
    let shell = ShellCommand()
    guard let branch = shell.word(summary.branch), let root = summary.root, let options = scope.options else {
      return nil
    }
    var command =
      "countersign audit --branch=\(branch) --root \(root) --policy \(summary.policy.rawValue)"
    if let person = summary.person {
      guard let person = shell.word(person.text) else { return nil }
      command += " --person=\(person)"
    }
    return command + options.map { " " + $0 }.joined() + " --output html=audit.html"
  }

  static func writeFooter(on html: inout HTMLWriter) {
    html.element("footer") { html in
      html.element(
        "p",
        text:
          "Written by countersign \(Version.current) from git alone. The same commits give the same bytes; "
          + "countersign explain RULE tells more about a rule.")
    }
    html.newline()
  }
}
