import Foundation
import Testing

@testable import Scaffolding

struct EmbeddedTests {
  /// The files of all packs, as they lie in the sources.
  private static func shipped() throws -> [String] {
    let policies = Sample.package.appendingPathComponent("policies").resolvingSymlinksInPath()
    return try FileManager.default.subpathsOfDirectory(atPath: policies.path).filter { path in
      path.contains("/") && (path.hasSuffix(".yaml") || path.hasSuffix("/README.md"))
    }.map { "policies/\($0)" }.sorted()
  }

  @Test func `every file of every pack is part of the binary, and none besides`() throws {
    let embedded = EmbeddedFile.all.map(\.path).filter { $0.hasPrefix("policies/") }
    #expect(embedded.sorted() == (try Self.shipped()))
  }

  @Test(arguments: EmbeddedFile.all.map(\.path)) func `what is embedded is the file`(_ path: String) throws {
    let file = try Data(contentsOf: Sample.package.appendingPathComponent(path))
    #expect(EmbeddedFile.named(path)?.bytes == Array(file))
  }

  @Test func `packs have a title, the one to begin with first`() {
    #expect(Pack.all.first?.name == "baseline")
    #expect(Pack.all.count == 8)
    #expect(Pack.named("baseline")?.title == "a policy to start from")
    #expect(Pack.all.allSatisfy { !$0.title.isEmpty && !$0.title.contains("#") && !$0.tests.isEmpty })
    #expect(Pack.named("base") == nil)
  }

  @Test func `a README keeps its text and loses the links to other packs`() {
    let markdown = "See [us-mrm](../us-mrm/README.md), [the law](https://a.b) and [x] or [y](z.md)."
    #expect(
      Pack.withoutLinksOut(markdown) == "See us-mrm, [the law](https://a.b) and [x] or [y](z.md).")
    #expect(Pack.all.allSatisfy { !$0.readme.contains("](../") })
  }
}
