import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif
import Governance
import Testing

@testable import Reports

/// The plots of how a model does in service.
struct KPIPlotTests {
  private func page(_ kpi: ModelStanding.KPI) -> String {
    var html = HTMLWriter()
    KPIPlot(kpi).write(on: &html)
    return String(decoding: html.take().bytes, as: UTF8.self)
  }

  /// The drawing alone, which is XML as well.
  private func drawing(_ page: String) throws -> String {
    let start = try #require(page.range(of: "<svg"))
    let end = try #require(page.range(of: "</svg>"))
    return String(page[start.lowerBound..<end.upperBound])
  }

  @Test func `limits are lines, and what is beyond them has a shape of its own`() throws {
    let page = page(RegistrySample.kpi("approval_rate", of: "credit", ["0.3", "0.71", "0.4"]))
    let drawing = try drawing(page)
    #expect(XMLParser(data: Data(drawing.utf8)).parse())
    #expect(drawing.components(separatedBy: "class=\"limit\"").count == 3)
    #expect(drawing.components(separatedBy: "<circle").count == 3)
    #expect(drawing.components(separatedBy: "<polygon").count == 2)
    #expect(drawing.contains("<title>approval_rate: 3 reports, 1 beyond the limits"))
    #expect(drawing.contains("<title>2026-11-01: 0.71, above its maximum 0.6</title>"))
  }

  @Test func `a table has every value with its report and commit`() {
    let page = page(RegistrySample.kpi("approval_rate", of: "credit", ["0.3", "0.71", "0.4"]))
    for text in ["0.3", "0.71", "0.4"] { #expect(page.contains(">\(text)</td>")) }
    #expect(page.contains("models/credit/monitoring/2026-11-01.yaml"))
  }

  @Test func `one value is no trend, and the largest and smallest numbers are still within the drawing`()
    throws
  {
    #expect(page(RegistrySample.kpi("rate", of: "credit", ["0.3"])).isEmpty)
    for values in [
      ["0.3", "0.3"], ["1e60", "-1e60"], ["1e-60", "0"], ["123456789012345678901234567890", "1"],
    ] {
      let drawing = try drawing(page(RegistrySample.kpi("<rate>\u{202E}", of: "credit", values)))
      #expect(XMLParser(data: Data(drawing.utf8)).parse())
      let coordinates = drawing.matches(of: #/ c?[xy][12]?="(-?\d+)"/#).compactMap { Int($0.output.1) }
      #expect(coordinates.allSatisfy { (0...960).contains($0) })
      #expect(!drawing.contains("<rate>"))
    }
  }
}
