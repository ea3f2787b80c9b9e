import Foundation
import GitHistory
import Governance
import Rehearsal
import Testing

/// Git itself: trees, names and links in governed places.
struct TreeAttackTests {
  /// Judges a change whose tree has this directory instead of the model's `src`.
  private func check(src entries: [(String, String)]) throws -> TransitionReport {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try builder.branch("change", from: "main")
    let blob = try builder.writeRaw(.blob, Array("fit(c=0.9)\n".utf8))
    let bytes = RepositoryBuilder.treeBytes(entries.map { ($0.0, Array($0.1.utf8), blob) })
    try builder.commit("spoil", by: .erin, tree: try builder.tree(replacing: "models/scorer/src", by: bytes))
    return try repository.check()
  }

  @Test(arguments: [
    ("two entries of one name", [("100644", "train.py"), ("100644", "train.py")]),
    ("entries out of order", [("100644", "train.py"), ("100644", "a.py")]),
    ("a name that is .git elsewhere", [("100644", ".GIT")]),
    ("a .git in disguise", [("100644", ".g\u{200C}it")]),
    ("the parent's name", [("100644", "..")]), ("the directory's own name", [("100644", ".")]),
    ("no name", [("100644", "")]), ("a name with a slash", [("100644", "a/b")]),
    ("an unknown mode", [("100600", "train.py")]), ("a mode with a leading zero", [("0100644", "train.py")]),
  ])
  func `a malformed tree leaves it undecided`(_ what: String, _ entries: [(String, String)]) throws {
    expectUndecided(try check(src: entries), .treeMalformed)
  }

  @Test func `the same change in a well-formed tree is judged`() throws {
    expectViolated(try check(src: [("100644", "train.py")]), .gateUnsatisfied)
  }

  @Test func `a malformed tree among the approvals is no way to hide one`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try repository.change()
    try repository.approve(by: .alice)
    let entries = try builder.entries(of: "models/scorer/approvals/technical")
    let bytes = RepositoryBuilder.treeBytes(entries + entries)
    try builder.commit(
      "twice", by: .erin, tree: try builder.tree(replacing: "models/scorer/approvals/technical", by: bytes))
    expectUndecided(try repository.check(), .treeMalformed)
  }

  @Test(arguments: [
    ("models/scorer/CARD.yaml", "a case twin of the card"),
    ("models/scorer/src/Train.py", "a case twin of code"),
    ("models/Scorer/card.yaml", "a case twin of the model"),
    ("models/scorer/Src/other.py", "a case twin of a directory"),
    ("models/scorer/approvals/Technical/alice.yaml", "a case twin of a gate"),
    ("models/scorer/approvals/technical/ALICE.yaml", "a case twin of a reviewer"),
    ("models/\u{17F}corer/card.yaml", "a twin by the long s"),
    ("models/scorer/\u{17F}rc/train.py", "a directory's twin by the long s"),
    ("Models/scorer/card.yaml", "a case twin of what lies above the models"),
    ("Policies/policy.yaml", "a case twin of the policies"),
    ("models/sco\u{200D}rer/card.yaml", "a twin by a character that is ignored"),
  ])
  func `a path that some machine takes for another is refused`(_ path: String, _ what: String) throws {
    let repository = try GovernedRepository()
    try repository.change { try $0.write(GitPath(path), "smuggled: true\n") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test func `two normal forms of one name are refused, one alone is not`() throws {
    let repository = try GovernedRepository()
    try repository.change { try $0.write("models/scorer/src/caf\u{E9}.py", "a\n") }
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
    try repository.builder.write("models/scorer/src/cafe\u{301}.py", "b\n")
    try repository.builder.commit("another", by: .erin)
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test func `a name that is not UTF-8 is refused`() throws {
    let repository = try GovernedRepository()
    try repository.change { builder in
      try builder.write(GitPath(bytes: Array("models/scorer/src/".utf8) + [0x66, 0xFF]), bytes: [0x61])
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test(arguments: [
    ("src/a", "../../../secret"), ("src/a", "/etc/passwd"), ("src/a", "x/../../.."),
    ("card", "../other/card.yaml"),
    ("evidence/a", "../../x"), ("approvals/a", "../.."), ("a", ".."), ("a", ""),
  ])
  func `a link that leaves the model is refused`(_ path: String, _ target: String) throws {
    let repository = try GovernedRepository()
    try repository.change { try $0.link(GitPath("models/scorer/\(path)"), to: target) }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test func `a link within the model is part of the subject`() throws {
    let repository = try GovernedRepository()
    try repository.change { try $0.link("models/scorer/src/latest.py", to: "train.py") }
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
    try repository.builder.link("models/scorer/src/latest.py", to: "../card.yaml")
    try repository.builder.commit("point elsewhere", by: .erin)
    expectViolated(try repository.check(), .approvalStale)
  }

  @Test(arguments: ["approvals/x.py", "monitoring/x.py", "waivers/x.py", "evidence/x.py", "src/../approvals"])
  func `a link to what no approval binds, or no contributor answers for, is refused`(_ target: String) throws
  {
    let repository = try GovernedRepository()
    try repository.change { builder in
      if target.utf8.first != UInt8(ascii: "s") {
        try builder.write(GitPath("models/scorer/\(target)"), "import os")
      }
      try builder.link("models/scorer/plugin", to: target)
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test(arguments: ["approvals/run.sh", "monitoring/run.sh", "waivers/run.sh"])
  func `a program or a link beside the subject is refused, a document is not`(_ path: String) throws {
    let repository = try GovernedRepository()
    let file = GitPath("models/scorer/\(path)")
    try repository.change { try $0.write(file, "#!/bin/sh\n", mode: .executable) }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
    try repository.builder.setMode(file, .file)
    try repository.builder.commit("a text", by: .erin)
    expectSatisfied(try repository.check())
    try repository.builder.remove(file)
    try repository.builder.link(file, to: "../src/train.py")
    try repository.builder.commit("a link", by: .erin)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test(arguments: ["models/scorer/vendor", "models/scorer", "models/other", "models"])
  func `a submodule in a governed place is refused`(_ path: String) throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      if !(try builder.paths(below: GitPath(path)).isEmpty) { try builder.remove(GitPath(path)) }
      try builder.submodule(GitPath(path), at: repository.root)
    }
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test(arguments: ["models/scorer", "models"])
  func `a link in the place of a model, or of what holds the models, is refused`(_ path: String) throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try builder.move(GitPath(path), to: "elsewhere")
      try builder.link(GitPath(path), to: path == "models" ? "elsewhere" : "../elsewhere")
    }
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test func `an approval that is a link to another's is no approval`() throws {
    let repository = try GovernedRepository(policy: {
      $0.gates = [GateDraft.technical.with { $0.approvals = "2" }, .policy]
    })
    try repository.change()
    try repository.approve(by: .alice)
    try repository.builder.link("models/scorer/approvals/technical/farid.yaml", to: "alice.yaml")
    try repository.builder.commit("approve technical", by: .farid)
    expectViolated(try repository.check(), .pathRefused, .gateUnsatisfied)
    try repository.approve(by: .farid)
    expectSatisfied(try repository.check())
  }

  @Test func `approvals in a directory that is linked to do not count`() throws {
    let repository = try GovernedRepository()
    try repository.change { builder in try builder.remove("models/scorer/approvals") }
    try repository.builder.link("models/scorer/approvals", to: "elsewhere")
    try repository.builder.commit("link them", by: .alice)
    let approval = ApprovalDraft(
      model: "scorer", subject: try repository.builder.subjectDigest(of: "scorer"), reviewer: .alice,
      date: repository.builder.clock)
    try repository.builder.write("models/scorer/elsewhere/technical/alice.yaml", approval.yaml)
    try repository.builder.commit("approve", by: .alice)
    expectViolated(try repository.check(), .gateUnsatisfied)
  }

  @Test(arguments: ["approvals", "waivers", "monitoring"])
  func `a file in the place of a directory that the subject leaves out is part of the subject`(_ name: String)
    throws
  {
    let repository = try GovernedRepository(approvals: [])
    try repository.transition {
      try $0.write(GitPath("models/scorer/\(name)"), "import os\n", mode: .executable)
    }
    let report = try repository.check()
    expectViolated(report, .gateUnsatisfied)
    #expect(report.models.first?.contributors == ["erin"])
    #expect(report.models.first?.subject.text == (try repository.builder.subjectDigest(of: "scorer")))
  }

  @Test func `a file called evidence is a contribution like any other`() throws {
    let repository = try GovernedRepository()
    try repository.transition(by: .alice) { try $0.write("models/scorer/evidence", "import os\n") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .approvalByContributor)
  }

  @Test func `a card that is a link is no card`() throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try builder.move("models/scorer/card.yaml", to: "models/scorer/real.yaml")
      try builder.link("models/scorer/card.yaml", to: "real.yaml")
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .cardMissing)
  }
}
