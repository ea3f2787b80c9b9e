import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif
import Governance
import Testing

@testable import Reports

/// The site that is made of a registry.
struct RegistrySiteTests {
  private func files(_ report: RegistryReport = RegistrySample.report) -> [String: String] {
    var files: [String: String] = [:]
    RegistrySite(report).write { path, bytes in
      let name = path.joined(separator: "/")
      #expect(files[name] == nil, "\(name) is written twice")
      files[name] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  @Test("every file has a safe name, and no two are the same where case is folded") func names() {
    let names = files().keys
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    for name in names {
      let parts = name.split(separator: "/")
      #expect(parts.count <= 2)
      let isSafe = parts.allSatisfy { part in
        part.utf8.allSatisfy {
          ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "._-".utf8.contains($0)
        }
          && !part.hasPrefix(".") && !part.hasPrefix("-") && part != "con.html" && part.utf8.count < 120
      }
      #expect(isSafe, "\(name)")
    }
    #expect(names.contains("models/scorer.html") && names.contains("badges/churn-technical.svg"))
  }

  @Test("models and gates whose names run into each other have badges of their own") func collisions() {
    var (one, other) = (RegistrySample.model("a", .approved), RegistrySample.model("a-technical", .lapsed))
    other.directory = "models/a-technical"
    one.directory = "models/a"
    var twin = RegistrySample.model("a", .open)
    twin.directory = "others/a"
    let report = RegistryReport(branch: "main", revision: "0123", at: nil, models: [one, other, twin])
    let badges = files(report).filter { $0.key.hasPrefix("badges/") }
    #expect(badges.count == 6)
    #expect(badges["badges/a-technical.svg"]?.contains("a-technical: lapsed") ?? false)
  }

  @Test("names stay text, and pages ask for nothing from elsewhere") func harmless() {
    for (name, text) in files() where name != "registry.json" {
      #expect(!text.contains("<script>alert"), "\(name)")
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"), "\(name)")
      let links = text.components(separatedBy: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
      #expect(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("./") || $0.hasPrefix("../") }, "\(name)")
      #expect(!text.contains("src="), "\(name)")
      #expect(text.components(separatedBy: "http").count == (name.hasSuffix(".svg") ? 2 : 2), "\(name)")
    }
  }

  @Test("every link leads to a file of the site") func links() {
    let files = files()
    for (name, text) in files where name.hasSuffix(".html") {
      for link in text.components(separatedBy: "href=\"").dropFirst().map({ String($0.prefix { $0 != "\"" }) }
      )
      where !link.hasPrefix("#") {
        let target =
          link.hasPrefix("../")
          ? String(link.dropFirst(3))
          : name.split(separator: "/").dropLast().map { $0 + "/" }.joined() + link.dropFirst(2)
        #expect(files[target] != nil, "\(name) links to \(link)")
      }
    }
  }

  @Test("a badge says its state by a title, by text and by colour") func badges() throws {
    let files = files()
    let badge = try #require(files["badges/credit-scoring.svg"])
    #expect(badge.contains("<title>credit-scoring: lapsed 2.1.0</title>"))
    #expect(badge.contains("role=\"img\"") && badge.contains("#a8231c"))
    for (name, text) in files where name.hasSuffix(".svg") {
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(name): \(text)")
    }
  }

  @Test("the index tells every model and state without a script") func index() throws {
    let index = try #require(files()["index.html"])
    for model in RegistrySample.report.models where model.id.text.utf8.allSatisfy({ $0 > 0x5F }) {
      #expect(index.contains(">\(model.id)</a>"), "\(model.id)")
    }
    for state in ModelStanding.State.allCases { #expect(index.contains("\(state.rawValue)</span>")) }
  }
}
