import Governance

/// Transitions over time by verdict: columns for the eye, with a hatching beside the colour, and a table for everybody.
struct MonthChart {
  private let buckets: [MonthTally.Bucket]

  /// The drawing's measures.
  private static let (width, height, left, top, base) = (960, 210, 44, 12, 180)

  init(_ months: MonthTally) { buckets = months.buckets }

  func write(on html: inout HTMLWriter) {
    guard buckets.count > 1, let most = buckets.map(\.total).max(), most > 0 else { return }
    html.element("figure") { html in
      html.element("figcaption", text: "Transitions by the dates that their commits claim")
      html.start(
        "div", .class("scroll"), .fixed("role", "region"), .fixed("tabindex", "0"), .label(.aria, "Chart"))
      html.element(
        "svg", .class("chart"), .fixed("viewBox", "0 0 960 210"), .fixed("role", "img"),
        .label(.aria, "Transitions over time by verdict; the table below has the figures")
      ) { html in
        html.newline()
        writePatterns(on: &html)
        writeAxis(most, on: &html)
        let step = (MonthChart.width - MonthChart.left) / buckets.count
        let every = max(1, (70 + step - 1) / step)
        for (index, bucket) in buckets.enumerated() {
          let x = MonthChart.left + index * step
          write(bucket, x, min(64, max(3, step - max(2, step / 4))), most, on: &html)
          if index % every == 0 {
            html.element("text", .number("x", x), .number("y", MonthChart.base + 18), text: bucket.name)
          }
        }
      }
      html.end("div")
      html.newline()
      writeLegend(on: &html)
      writeTable(on: &html)
    }
    html.newline()
  }

  private func writeAxis(_ most: Int, on html: inout HTMLWriter) {
    for (y, count) in [(MonthChart.top, most), (MonthChart.base, 0)] {
      html.element(
        "line", .class("axis"), .number("x1", MonthChart.left), .number("x2", MonthChart.width),
        .number("y1", y),
        .number("y2", y))
      html.element(
        "text", .number("x", MonthChart.left - 8), .number("y", y + 4), .fixed("text-anchor", "end"),
        text: "\(count)")
    }
    html.newline()
  }

  private func write(
    _ bucket: MonthTally.Bucket, _ x: Int, _ width: Int, _ most: Int, on html: inout HTMLWriter
  ) {
    if bucket.total == 0 { return }
    html.element("g") { html in
      html.element("title", text: "\(bucket.name): \(MonthChart.text(of: bucket))")
      var y = MonthChart.base
      for verdict in Verdict.allCases {
        guard let count = bucket.counts[verdict], count > 0 else { continue }
        // One of thousands is still to be seen.
        let height = max(3, count * (MonthChart.base - MonthChart.top) / most)
        y -= height
        rectangle(x, y, width, height, verdict, on: &html)
      }
    }
    html.newline()
  }

  private func rectangle(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ verdict: Verdict, on html: inout HTMLWriter
  ) {
    func draw(_ fill: HTMLAttribute) {
      html.element(
        "rect", fill, .number("x", x), .number("y", y), .number("width", width), .number("height", height))
    }
    switch verdict {
    case .satisfied: draw(.class("fs"))
    case .violated:
      draw(.class("fv"))
      draw(.fixed("fill", "url(#stripes)"))
    case .undecided:
      draw(.class("fu"))
      draw(.fixed("fill", "url(#dots)"))
    }
  }

  private func writePatterns(on html: inout HTMLWriter) {
    html.element("defs") { html in
      html.element(
        "pattern", .id(HTMLAnchor("stripes")), .number("width", 6), .number("height", 6),
        .fixed("patternUnits", "userSpaceOnUse"), .fixed("patternTransform", "rotate(45)")
      ) { html in
        html.element(
          "line", .class("stroke"), .number("x1", 0), .number("y1", 0), .number("x2", 0), .number("y2", 6))
      }
      html.element(
        "pattern", .id(HTMLAnchor("dots")), .number("width", 5), .number("height", 5),
        .fixed("patternUnits", "userSpaceOnUse")
      ) { html in
        html.element(
          "line", .class("stroke"), .number("x1", 1), .number("y1", 2), .number("x2", 3), .number("y2", 2))
      }
    }
    html.newline()
  }

  private func writeLegend(on html: inout HTMLWriter) {
    let verdicts = Verdict.allCases.filter { verdict in buckets.contains { ($0.counts[verdict] ?? 0) > 0 } }
    html.element("ul", .class("legend")) { html in
      for verdict in verdicts {
        html.element("li") { html in
          html.element("svg", .fixed("viewBox", "0 0 16 12"), .fixed("aria-hidden", "true")) { html in
            rectangle(0, 0, 16, 12, verdict, on: &html)
          }
          html.text(verdict.rawValue)
        }
      }
    }
    html.newline()
  }

  private func writeTable(on html: inout HTMLWriter) {
    html.element("details") { html in
      html.element("summary", text: "The same as a table")
      html.element("table") { html in
        html.header(
          ("Time", nil), ("Satisfied", .class("num")), ("Violated", .class("num")),
          ("Undecided", .class("num")))
        html.element("tbody") { html in
          for bucket in buckets where bucket.total > 0 {
            html.element("tr") { html in
              html.element("th", .scope("row"), text: bucket.name)
              for verdict in Verdict.allCases {
                html.element("td", .class("num"), text: "\(bucket.counts[verdict] ?? 0)")
              }
            }
          }
        }
      }
    }
  }

  private static func text(of bucket: MonthTally.Bucket) -> String {
    Verdict.allCases.compactMap { verdict in
      bucket.counts[verdict].map { "\($0) \(verdict.rawValue)" }
    }.joined(separator: ", ")
  }
}
