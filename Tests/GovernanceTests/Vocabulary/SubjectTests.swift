import Governance
import Testing

@Suite struct SubjectTests {
  private let files = [
    Subject.File(path: "b", mode: "100644", sha256: "B"),
    Subject.File(path: "a/z", mode: "100755", sha256: "A"),
    Subject.File(path: "a-z", mode: "120000", sha256: "L"),
  ]

  @Test func `the manifest lists mode, digest and path in byte order of the paths`() {
    let manifest = String(decoding: Subject(files: files).manifest(title: "t") { _ in true }, as: UTF8.self)
    #expect(manifest == "t\n120000 L a-z\u{0}100755 A a/z\u{0}100644 B b\u{0}")
  }

  @Test func `a scope filters files and no title line`() {
    let gate = Gate(id: "g", roles: [], scope: [Glob("a/*"), Glob("nothing")])
    let manifest = Subject(files: files).manifest(title: "t") { gate.binds($0) }
    #expect(String(decoding: manifest, as: UTF8.self) == "t\n100755 A a/z\u{0}")
  }

  @Test func `subjects differ by path, mode and content, byte for byte`() {
    let one = Subject.File(path: "caf\u{E9}", mode: "100644", sha256: "A")
    #expect(one != Subject.File(path: "cafe\u{301}", mode: "100644", sha256: "A"))
    #expect(one != Subject.File(path: "caf\u{E9}", mode: "100755", sha256: "A"))
    #expect(one != Subject.File(path: "caf\u{E9}", mode: "100644", sha256: "B"))
    #expect(one == Subject.File(path: "caf\u{E9}", mode: "100644", sha256: "A"))
  }

  @Test func `a policy digest is not that of a model with the same files`() {
    let subject = Subject(files: files)
    #expect(Fixture.digester.digest(of: subject) != Fixture.digester.digest(ofPolicy: subject))
    #expect(Fixture.digester.digest(of: subject).isWellFormed)
  }
}
