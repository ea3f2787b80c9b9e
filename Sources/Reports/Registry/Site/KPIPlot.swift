import Governance

/// What the monitoring reports say of one indicator over time: a line for the eye, its limits across it, what is beyond
/// them by another shape as well as by colour, and a table for everybody.
struct KPIPlot {
  private let kpi: ModelStanding.KPI
  /// The range of the values and limits, with some room around them.
  private let low: Double
  private let high: Double

  /// The drawing's measures.
  private static let (left, right, top, base) = (84, 940, 14, 190)

  init(_ kpi: ModelStanding.KPI) {
    self.kpi = kpi
    let values = (kpi.series.map(\.value) + [kpi.min, kpi.max].compactMap(\.self)).map(\.double)
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let room = most > least ? (most - least) / 10 : max(abs(most) / 10, 1)
    (low, high) = (least - room, most + room)
  }

  /// One value makes no trend.
  func write(on html: inout HTMLWriter) {
    guard kpi.series.count > 1 else { return }
    html.element("figure") { html in
      html.element("figcaption", text: "\(kpi.name), \(kpi.limits), by the end of each report's period")
      html.start(
        "div", .class("scroll"), .fixed("role", "region"), .fixed("tabindex", "0"), .label(.aria, "Plot"))
      html.element("svg", .class("chart"), .fixed("viewBox", "0 0 960 220"), .fixed("role", "img")) { html in
        html.element("title", text: "\(kpi.name): \(summary); the table below has the values")
        html.newline()
        writeLimits(on: &html)
        writeDates(on: &html)
        html.element("polyline", .class("trend"), .points(kpi.series.map { (x($0), y($0.value)) }))
        html.newline()
        for point in kpi.series { write(point, on: &html) }
      }
      html.end("div")
      html.newline()
      writeTable(on: &html)
    }
    html.newline()
  }

  private var summary: String {
    let beyond = kpi.series.count { $0.objection != nil }
    return "\(kpi.series.count) reports, \(beyond == 0 ? "none" : String(beyond)) beyond the limits"
  }

  private func writeLimits(on html: inout HTMLWriter) {
    for (name, limit) in [("at most", kpi.max), ("at least", kpi.min)] {
      guard let limit else { continue }
      html.element(
        "line", .class("limit"), .number("x1", KPIPlot.left), .number("x2", KPIPlot.right),
        .number("y1", y(limit)), .number("y2", y(limit)))
      // Two limits that are close together are named on either side of their lines.
      let offset = name == "at most" ? -5 : 14
      html.element(
        "text", .number("x", KPIPlot.left - 8), .number("y", y(limit) + (isNarrow ? offset : 4)),
        .fixed("text-anchor", "end"), text: KPIPlot.short(limit))
    }
    html.newline()
  }

  private var isNarrow: Bool {
    guard let min = kpi.min, let max = kpi.max else { return false }
    return abs(y(min) - y(max)) < 16
  }

  private func writeDates(on html: inout HTMLWriter) {
    html.element(
      "line", .class("axis"), .number("x1", KPIPlot.left), .number("x2", KPIPlot.right),
      .number("y1", KPIPlot.base), .number("y2", KPIPlot.base))
    guard let first = kpi.series.first, let last = kpi.series.last else { return }
    html.element(
      "text", .number("x", KPIPlot.left), .number("y", KPIPlot.base + 20), text: first.until.date)
    html.element(
      "text", .number("x", KPIPlot.right), .number("y", KPIPlot.base + 20), .fixed("text-anchor", "end"),
      text: last.until.date)
    html.newline()
  }

  private func write(_ point: ModelStanding.KPI.Point, on html: inout HTMLWriter) {
    let (x, y) = (self.x(point), self.y(point.value))
    html.element("g") { html in
      html.element(
        "title", text: "\(point.until.date): \(point.value)\(point.objection.map { ", \($0)" } ?? "")")
      if point.objection == nil {
        html.element("circle", .class("median"), .number("cx", x), .number("cy", y), .number("r", 4))
      } else {
        html.element(
          "polygon", .class("beyond"), .points([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)]))
      }
    }
    html.newline()
  }

  private func writeTable(on html: inout HTMLWriter) {
    html.element("details") { html in
      html.element("summary", text: "The same as a table")
      html.element("table") { html in
        html.header(
          ("Until", .class("when")), ("Value", .class("num")), ("Outcome", .class("outcome")),
          ("Report and commit", nil))
        html.element("tbody") { html in
          for point in kpi.series.reversed() {
            html.element("tr") { html in
              html.element("td", .class("when")) { $0.date(point.until) }
              html.element("td", .class("num"), text: point.value.description)
              html.element("td", .class("outcome")) { $0.within(point) }
              html.element("td") { html in
                html.element("code", text: point.path)
                html.text(" in ")
                html.commit(point.commit)
              }
            }
            html.newline()
          }
        }
      }
    }
    html.newline()
  }

  private func x(_ point: ModelStanding.KPI.Point) -> Int {
    guard let first = kpi.series.first?.until.seconds, let last = kpi.series.last?.until.seconds, last > first
    else { return (KPIPlot.left + KPIPlot.right) / 2 }
    let share = Double(point.until.seconds - first) / Double(last - first)
    return KPIPlot.left + 8 + Int(share * Double(KPIPlot.right - KPIPlot.left - 16))
  }

  private func y(_ value: Number) -> Int {
    let share = (value.double - low) / (high - low)
    return KPIPlot.base - Int(min(1, max(0, share)) * Double(KPIPlot.base - KPIPlot.top))
  }

  /// A number of thirty digits is cut: the caption has it whole.
  private static func short(_ number: Number) -> String {
    let text = number.description
    return text.utf8.count <= 12 ? text : "\(text.prefix(11))…"
  }
}
