import Governance

/// What was found: over the record as a whole, rule by rule, and what may be no review.
struct AuditHTMLFindings {
  let summary: AuditSummary
  let rules: RuleTally

  /// What is told of people, in a section of its own.
  private static let theatre: [Rule] = [
    .rubberStampSpeed, .rubberStampBulk, .rubberStampText, .reviewerNeverRejects, .reviewerReciprocal,
  ]
  /// How many findings of one rule stand unfolded.
  private static let most = 12

  static func hasTheatre(_ summary: AuditSummary) -> Bool {
    summary.findings.contains { theatre.contains($0.rule) }
  }

  func write(on html: inout HTMLWriter) {
    html.section(HTMLAnchor("findings"), "Findings") { html in
      // Bypasses are told of their transitions, which are counted below.
      let told = Set(AuditHTMLFindings.theatre + [.bypassDirect, .bypassUnreviewed])
      let whole = summary.findings.filter { !told.contains($0.rule) }
      if !whole.isEmpty {
        html.element("h3", text: "About the record as a whole")
        html.element("ul", .class("plain")) { html in
          for finding in whole { html.element("li", .class("finding")) { $0.finding(finding) } }
        }
      }
      if rules.entries.isEmpty {
        html.element("p", text: "No rule found anything in any transition.")
        return
      }
      html.element("h3", text: "By rule")
      html.element("table", .class("rows")) { html in
        html.element(
          "caption",
          text: "What the rules found in transitions, the gravest first. The timeline has each in full.")
        html.header(
          ("Rule", .class("gate")), ("What it finds, and what to do", nil), ("Found", .class("outcome")))
        html.element("tbody") { html in
          for (rule, entry) in rules.ranking { write(rule, entry, on: &html) }
        }
      }
      html.newline()
    }
  }

  private func write(_ rule: Rule, _ entry: RuleTally.Entry, on html: inout HTMLWriter) {
    let page = AuditHTMLFindings.page(of: rule)
    html.element("tr") { html in
      html.element("th", .scope("row"), .class("gate")) { $0.element("code", text: rule.rawValue) }
      html.element("td") { html in
        if let page {
          html.element("div", text: AuditHTMLFindings.sentence(page.summary))
          html.element("div", .class("note")) { $0.prose(page.fix) }
        }
        html.element("details") { html in
          html.element("summary", text: "in \(counted(entry.transitions, "transition"))")
          html.element("ul", .class("links")) { html in
            for place in entry.newest.suffix(RuleTally.most).reversed() {
              html.element("li") { html in
                html.element("a", .href(HTMLAnchor("t", place.row))) { $0.commit(place.commit) }
              }
            }
          }
          if entry.transitions > RuleTally.most {
            html.element(
              "p", .class("note"),
              text: "The newest \(RuleTally.most); search the timeline for \(rule.rawValue).")
          }
        }
      }
      html.element("td", .class("outcome")) { html in
        html.element("ul", .class("plain")) { html in
          for severity in Severity.allCases.reversed() {
            guard let count = entry.counts[severity] else { continue }
            html.element("li") { html in
              html.severity(severity, counted(count, severity.rawValue))
            }
          }
        }
      }
    }
    html.newline()
  }

  /// What may be no review, as evidence to talk about.
  func writeTheatre(on html: inout HTMLWriter) {
    html.section(HTMLAnchor("theatre"), "Worth a talk") { html in
      html.element(
        "p",
        text:
          "Figures by which a review may have been none. They rest on dates that people claim, and show habits, "
          + "not reasons: each is a question to ask, and no proof of anything. From where on they are told stands in the policy"
          + (summary.thresholdsFrom.map { " of commit \($0.short)" } ?? "") + ", under theatre.")
      html.newline()
      for rule in AuditHTMLFindings.theatre {
        let findings = summary.findings.filter { $0.rule == rule }
        guard let first = findings.first else { continue }
        let page = AuditHTMLFindings.page(of: rule)
        html.element("h3", text: page.map { AuditHTMLFindings.sentence($0.summary) } ?? rule.rawValue)
        html.element("p", .class("note")) { html in
          html.element("code", text: rule.rawValue)
          html.text(" ")
          html.prose(page?.meaning ?? "")
        }
        write(findings.prefix(AuditHTMLFindings.most), on: &html)
        let rest = findings.dropFirst(AuditHTMLFindings.most)
        if !rest.isEmpty {
          html.element("details") { html in
            html.element("summary", text: "and \(rest.count) more")
            write(rest, on: &html)
          }
        }
        // What to do is the same for all of them.
        if let help = first.help { html.element("p", text: "What helps: \(help).") }
        html.newline()
      }
    }
  }

  private func write(_ findings: ArraySlice<Finding>, on html: inout HTMLWriter) {
    html.element("ul") { html in
      for finding in findings {
        html.element("li") { html in
          html.text(finding.message)
          if let commit = finding.commit {
            html.text(" (commit ")
            html.commit(commit)
            html.text(")")
          }
        }
      }
    }
  }

  private static let pages: [Rule: ManualPage] = Dictionary(
    Manual.groups.flatMap(\.pages).map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })

  private static func page(of rule: Rule) -> ManualPage? { pages[rule] }

  /// A line of the manual as a sentence of a page.
  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
