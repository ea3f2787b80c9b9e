import Governance

/// The page of one model: what it is, who signed which gate and until when, its evidence, and what it was before.
struct RegistryModelPage {
  private let model: ModelStanding
  private let report: RegistryReport
  /// The names of its badges: its own, then those of its gates.
  private let badges: [String]

  init(_ model: ModelStanding, of report: RegistryReport, badges: [String]) {
    self.model = model
    self.report = report
    self.badges = badges
  }

  var bytes: [UInt8] {
    var html = HTMLWriter()
    HTMLPage.begin("\(model.id): \(model.state.rawValue)", on: &html)
    html.element("header") { html in
      html.element("p", .class("kicker")) { html in
        html.element("a", .hrefUp(["index.html"]), text: "Model registry")
      }
      html.element("h1", text: model.id.text)
      html.element("p", .class("lead")) { html in
        html.state(model.state)
        html.text(": \(model.meaning).")
      }
      html.basis(of: report)
    }
    html.newline()
    html.element("main", .id(HTMLAnchor("content"))) { html in
      html.newline()
      writeCard(on: &html)
      writeGates(on: &html)
      writeFindings(on: &html)
      writeKPIs(on: &html)
      writeEvidence(on: &html)
      writeVersions(on: &html)
      writeBadges(on: &html)
    }
    html.newline()
    html.registryFooter()
    HTMLPage.end(on: &html)
    return html.take().bytes
  }

  private func writeCard(on html: inout HTMLWriter) {
    html.section(HTMLAnchor("card"), "Card") { html in
      html.element("dl", .class("facts")) { html in
        let texts = [
          ("Name", model.name), ("Version", model.version), ("Stage", model.stage?.text),
          ("Tier", model.tier?.text),
          ("Owner", model.owner?.text),
        ]
        for (term, text) in texts {
          if let text { html.fact(term) { $0.text(text) } }
        }
        html.fact("Directory") { $0.element("code", text: model.directory) }
        if let subject = model.subject { html.fact("Subject") { $0.element("code", text: subject.text) } }
        if let since = model.since { html.fact("As it is since") { $0.landing(since) } }
        if let newest = model.newest, newest.commit != model.since?.commit {
          html.fact("Last approved or amended") { $0.landing(newest) }
        }
        if let expires = model.expires { html.fact("Approved until") { $0.date(expires) } }
      }
      html.newline()
    }
  }

  private func writeFindings(on html: inout HTMLWriter) {
    if model.findings.isEmpty { return }
    html.section(HTMLAnchor("findings"), "Findings") { html in
      html.element("ul", .class("plain")) { html in
        for severity in Severity.allCases.reversed() {
          for finding in model.findings where finding.severity == severity {
            html.element("li", .class("finding")) { $0.finding(finding) }
          }
        }
      }
    }
  }

  private func writeGates(on html: inout HTMLWriter) {
    if model.gates.isEmpty { return }
    html.section(HTMLAnchor("gates"), "Gates") { html in
      html.element("table") { html in
        html.header(
          ("Gate", .class("gate")), ("Approved by", nil), ("Until", .class("when")),
          ("Verdict", .class("outcome")))
        html.element("tbody") { html in
          for gate in model.gates { write(gate, on: &html) }
        }
      }
    }
  }

  private func write(_ gate: ModelStanding.Gate, on html: inout HTMLWriter) {
    html.element("tr") { html in
      html.element("th", .scope("row"), .class("gate")) { html in
        html.text(gate.title ?? gate.id.text)
        if gate.title != nil {
          html.element("div", .class("note")) { $0.element("code", text: gate.id.text) }
        }
      }
      html.element("td") { html in
        html.text("\(gate.signers.count) of \(gate.required)")
        html.element("ul", .class("plain")) { html in
          for signer in gate.signers {
            html.element("li") { html in
              html.text(signer.identity.text + (signer.delegator.map { " for \($0)" } ?? ""))
              if let date = signer.date {
                html.text(", ")
                html.date(date)
              }
              html.text(", ")
              html.element("code", text: signer.path)
              html.text(" in ")
              html.commit(signer.commit)
            }
          }
        }
      }
      html.element("td") { html in
        if let expires = gate.expires { html.date(expires) }
      }
      html.element("td", .class("outcome")) { $0.verdict(gate.verdict) }
    }
    html.newline()
  }

  private func writeKPIs(on html: inout HTMLWriter) {
    if model.kpis.isEmpty { return }
    html.section(HTMLAnchor("kpis"), "In service") { html in
      html.element("table") { html in
        html.header(
          ("Measure", nil), ("Reported last", nil), ("Limits", nil), ("Until", .class("when")),
          ("Outcome", .class("outcome")))
        html.element("tbody") { html in
          for kpi in model.kpis { write(kpi, on: &html) }
        }
      }
      html.newline()
      for kpi in model.kpis { KPIPlot(kpi).write(on: &html) }
    }
  }

  private func write(_ kpi: ModelStanding.KPI, on html: inout HTMLWriter) {
    html.element("tr") { html in
      html.element("th", .scope("row"), text: kpi.name)
      html.element("td") { html in
        html.text(kpi.newest?.value.description ?? "nothing")
        if let path = kpi.newest?.path {
          html.element("div", .class("note")) { $0.element("code", text: path) }
        }
      }
      html.element("td", text: kpi.limits)
      html.element("td") { html in
        if let newest = kpi.newest { html.date(newest.until) }
      }
      html.element("td", .class("outcome")) { html in
        if let newest = kpi.newest { html.within(newest) }
      }
    }
    html.newline()
  }

  private func writeEvidence(on html: inout HTMLWriter) {
    if model.evidence.isEmpty { return }
    html.section(HTMLAnchor("evidence"), "Evidence") { html in
      html.element("table") { html in
        html.header(("Report", nil), ("Produced", .class("when")), ("Signed by", nil), ("Metrics", nil))
        html.element("tbody") { html in
          for report in model.evidence {
            html.element("tr") { html in
              html.element("th", .scope("row")) { html in
                html.text(report.name)
                html.element("div", .class("note")) { $0.element("code", text: report.path) }
              }
              html.element("td") { $0.date(report.produced) }
              html.element("td", text: report.producer?.text ?? "")
              let metrics = report.metrics.map {
                "\($0.name)\($0.slice.map { " (\($0))" } ?? "") \($0.value)"
              }
              html.element("td", text: metrics.joined(separator: ", "))
            }
            html.newline()
          }
        }
      }
    }
  }

  private func writeVersions(on html: inout HTMLWriter) {
    if model.versions.isEmpty { return }
    html.section(HTMLAnchor("versions"), "Versions") { html in
      html.element("table") { html in
        html.element("caption", text: "Each change of the model on the branch, the newest first")
        html.header(("Date and commit", nil), ("Version", nil), ("Stage", nil))
        html.element("tbody") { html in
          for version in model.versions {
            html.element("tr") { html in
              html.element("td") { $0.landing(version.landing) }
              html.element("td", text: version.version ?? "no card that can be read")
              html.element("td", text: version.stage?.text ?? "")
            }
            html.newline()
          }
        }
      }
    }
  }

  private func writeBadges(on html: inout HTMLWriter) {
    html.section(HTMLAnchor("badges"), "Badges") { html in
      html.element(
        "p", .class("soft"), text: "Images to embed. They are as old as this site: \(report.revision.short).")
      html.element("ul", .class("plain")) { html in
        for badge in badges {
          html.element("li") { html in
            html.element("a", .hrefUp(["badges", "\(badge).svg"]), text: "badges/\(badge).svg")
          }
        }
      }
    }
  }
}
