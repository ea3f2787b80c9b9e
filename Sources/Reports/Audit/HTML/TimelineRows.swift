import Governance

/// The timeline: a row for each transition in which anything governed changed, and one for each stretch of others.
struct TimelineRows {
  private var count = 0
  private var rows: [Range<Int>] = []
  private var quiet: Quiet?

  /// Neighbouring transitions in which nothing governed changed.
  private struct Quiet {
    var count = 0
    let first: AuditedTransition
    var last: AuditedTransition
  }

  /// - Parameters:
  ///   - findings: what is told of it.
  ///   - cards: the numbers of the models' cards, in the order of the report.
  /// - Returns: the number of the row; nil where it is one with its neighbours.
  mutating func add(
    _ transition: AuditedTransition, _ findings: [Finding], cards: [Int], to spool: inout HTMLSpool
  ) throws -> Int? {
    if !transition.isGoverned, transition.acts.isEmpty, findings.isEmpty {
      quiet = quiet ?? Quiet(first: transition, last: transition)
      quiet?.count += 1
      quiet?.last = transition
      return nil
    }
    try closeQuiet(&spool)
    count += 1
    var html = HTMLWriter()
    write(transition, findings, cards, on: &html)
    rows.append(try spool.append(html.take()))
    return count
  }

  private mutating func closeQuiet(_ spool: inout HTMLSpool) throws {
    guard let stretch = quiet else { return }
    quiet = nil
    var html = HTMLWriter()
    html.element(
      "tr", .class("quietly"), .label(.verdict, Verdict.satisfied.rawValue), .label(.landing, "ungoverned")
    ) { html in
      html.element("td", .class("when")) { $0.date(stretch.first.date) }
      html.element("td") { html in
        html.text("\(counted(stretch.count, "transition")) in which nothing governed changed, ")
        html.commit(stretch.first.report.head)
        if stretch.count > 1 {
          html.text(" to ")
          html.commit(stretch.last.report.head)
        }
      }
      html.element("td", .class("outcome"), text: "nothing to judge")
    }
    html.newline()
    rows.append(try spool.append(html.take()))
  }

  private func write(
    _ transition: AuditedTransition, _ findings: [Finding], _ cards: [Int], on html: inout HTMLWriter
  ) {
    let report = transition.report
    html.element(
      "tr", .id(HTMLAnchor("t", count)), .label(.verdict, report.verdict.rawValue),
      .label(.landing, transition.landing.rawValue)
    ) { html in
      html.element("td", .class("when")) { html in
        html.date(transition.date)
        html.element("code", .class("id"), .label(.title, report.head.text), text: report.head.short)
      }
      html.element("td") { html in
        writeSubjects(report, cards, transition.landing, on: &html)
        html.element("div", .class("note"), text: circumstances(of: transition))
        if !transition.acts.isEmpty {
          html.element("ul") { html in
            for act in transition.acts {
              html.element("li") { html in
                html.text("\(act.text), \(act.date.date), ")
                html.commit(act.commit)
              }
            }
          }
        }
        writeFindings(findings, on: &html)
      }
      html.element("td", .class("outcome")) { $0.verdict(report.verdict) }
    }
    html.newline()
  }

  private func writeSubjects(
    _ report: TransitionReport, _ cards: [Int], _ landing: AuditedTransition.Landing,
    on html: inout HTMLWriter
  ) {
    var isFirst = true
    func separate(_ html: inout HTMLWriter) {
      if !isFirst { html.text("; ") }
      isFirst = false
    }
    if landing == .root {
      separate(&html)
      html.text("the first policy")
    }
    for (model, card) in zip(report.models, cards) {
      separate(&html)
      html.element("a", .href(HTMLAnchor("m", card)), text: model.id.text)
      html.text("\(model.version.map { " \($0)" } ?? ""), \(model.stage)")
    }
    if let change = report.policyChange {
      separate(&html)
      html.text("the policy")
      if !change.counted.isEmpty {
        html.text(", approved by \(change.counted.map(change.name).joined(separator: ", "))")
      }
    }
    if isFirst { html.text(report.verdict == .satisfied ? "nothing governed" : "not judged") }
  }

  /// How it came onto the branch, and by which policy it was judged.
  private func circumstances(of transition: AuditedTransition) -> String {
    let signer = transition.signer.map { ", signed by \($0)" } ?? ", signed by nobody of the roster"
    let landing =
      switch transition.landing {
      case .merge: "merged"
      case .forge: "brought by the forge"
      case .direct: "straight on the branch"
      case .root: "the trust root"
      }
    let policy = transition.report.policy.map { "; policy version \($0.version)" } ?? ""
    return landing + signer + policy
  }

  private func writeFindings(_ findings: [Finding], on html: inout HTMLWriter) {
    if findings.isEmpty { return }
    let counts: [String] = Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : counted(count, severity.rawValue)
    }
    html.element("details") { html in
      html.element("summary", text: counts.joined(separator: ", "))
      html.element("ul", .class("plain")) { html in
        for finding in findings {
          html.element("li", .class("finding")) { $0.finding(finding, hasHelp: finding.severity != .note) }
        }
      }
    }
  }

  /// Writes the section, the newest transition first.
  mutating func write(_ spool: HTMLSpool, on html: inout HTMLWriter, flush emit: AuditFormat.Sink) throws {
    var spool = spool
    try closeQuiet(&spool)
    try html.section(HTMLAnchor("timeline"), "Timeline") { html in
      html.element(
        "p", .class("soft"),
        text:
          "Every step of the branch since the trust root, the newest first. Dates are those of the commits.")
      HTMLFilter(
        list: HTMLAnchor("steps"), search: "Search the timeline",
        hint: "a model, a commit, a person, a rule",
        choices: [
          .init(.verdict, "Verdict", Verdict.allCases.map(\.rawValue)),
          .init(.landing, "Landing", ["merge", "forge", "direct", "root", "ungoverned"]),
        ]
      ).write(on: &html)
      html.start("table", .class("rows"))
      html.header(
        ("Date and commit", .class("when")), ("What changed", nil), ("Verdict", .class("outcome")))
      html.start("tbody", .id(HTMLAnchor("steps")))
      html.newline()
      for row in rows.reversed() {
        html.fragment(try spool.fragment(at: row))
        if html.count > 1 << 16 { try emit(html.take().bytes) }
      }
      html.end("tbody")
      html.end("table")
      html.newline()
    }
  }
}
