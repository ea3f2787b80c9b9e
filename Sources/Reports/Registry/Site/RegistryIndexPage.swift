import Governance

/// The first page: every model with its state, to be searched and filtered.
struct RegistryIndexPage {
  private let report: RegistryReport
  private let names: SiteNames

  init(_ report: RegistryReport, _ names: SiteNames) {
    self.report = report
    self.names = names
  }

  var bytes: [UInt8] {
    var html = HTMLWriter()
    HTMLPage.begin("Model registry of \(report.branch)", on: &html)
    html.element("header") { html in
      html.element("p", .class("kicker"), text: "Model registry")
      html.element("h1", text: counted(report.models.count, "model"))
      html.basis(of: report)
    }
    html.newline()
    html.element("main", .id(HTMLAnchor("content"))) { html in
      html.newline()
      writeCounts(on: &html)
      writeFindings(on: &html)
      writeTable(on: &html)
      writeNext(on: &html)
    }
    html.newline()
    html.registryFooter()
    HTMLPage.end(on: &html)
    return html.take().bytes
  }

  private func writeCounts(on html: inout HTMLWriter) {
    html.element("dl", .class("stats")) { html in
      for state in ModelStanding.State.allCases where report.count(state) > 0 {
        html.element("div", .label(.title, state.meaning)) { html in
          html.element("dt") { $0.state(state) }
          html.element("dd", text: "\(report.count(state))")
        }
      }
    }
    html.newline()
  }

  private func writeFindings(on html: inout HTMLWriter) {
    if report.findings.isEmpty { return }
    html.element("ul", .class("plain")) { html in
      for finding in report.findings { html.element("li", .class("finding")) { $0.finding(finding) } }
    }
    html.newline()
  }

  private func writeTable(on html: inout HTMLWriter) {
    if report.models.isEmpty { return }
    html.section(HTMLAnchor("models"), "Models") { html in
      let models = report.models
      HTMLFilter(
        list: HTMLAnchor("rows"), search: "Search the models", hint: "a name, an owner, a version",
        choices: [
          .init(
            .state, "State", ModelStanding.State.allCases.filter { report.count($0) > 0 }.map(\.rawValue)),
          .init(.stage, "Stage", Set(models.compactMap(\.stage)).sorted().map(\.text)),
          .init(.tier, "Tier", Set(models.compactMap(\.tier)).sorted().map(\.text)),
          .init(.owner, "Owner", Set(models.compactMap(\.owner)).sorted().map(\.text)),
        ]
      ).write(on: &html)
      html.start(
        "div", .class("scroll"), .fixed("role", "region"), .label(.aria, "Models"), .number("tabindex", 0))
      html.start("table")
      html.header(
        ("Model", nil), ("State", nil), ("Version", nil), ("Stage", nil), ("Tier", nil), ("Owner", nil),
        ("Gates", nil), ("Until", nil))
      html.start("tbody", .id(HTMLAnchor("rows")))
      html.newline()
      for (index, model) in models.enumerated() { writeRow(model, names.models[index], on: &html) }
      html.end("tbody")
      html.end("table")
      html.end("div")
      html.newline()
    }
  }

  private func writeRow(_ model: ModelStanding, _ name: String, on html: inout HTMLWriter) {
    html.element(
      "tr", .label(.state, model.state.rawValue), .label(.stage, model.stage?.text ?? ""),
      .label(.tier, model.tier?.text ?? ""), .label(.owner, model.owner?.text ?? "")
    ) { html in
      html.element("th", .scope("row")) { html in
        html.element("a", .href(file: ["models", "\(name).html"]), text: model.id.text)
        if let title = model.name { html.element("div", .class("note"), text: title) }
      }
      html.element("td") { $0.state(model.state) }
      html.element("td", text: model.version ?? "")
      html.element("td", text: model.stage?.text ?? "")
      html.element("td", text: model.tier?.text ?? "")
      html.element("td", text: model.owner?.text ?? "")
      html.element("td", text: model.gateCount)
      html.element("td") { html in
        if let expires = model.expires { html.date(expires) }
      }
    }
    html.newline()
  }

  private func writeNext(on html: inout HTMLWriter) {
    let next = report.nextToLapse.prefix(20)
    if next.isEmpty { return }
    html.section(HTMLAnchor("next"), "Lapses next") { html in
      html.element("p", .class("soft"), text: "If nobody approves anew.")
      html.element("ul", .class("plain")) { html in
        for model in next {
          html.element("li") { html in
            if let expires = model.expires { html.date(expires) }
            html.text(" \(model.id)\(model.nextToExpire.map { ": gate \($0.id)" } ?? "")")
          }
        }
      }
    }
  }
}
