import Foundation
import Rehearsal
import Testing

/// `git commit` where `pre-commit` looks over what is staged.
@Suite(.enabled(if: Tool.present(.git, .sh), Tool.notTested("the hook before a commit", for: .git, .sh)))
struct CommitHookTests {
  private static let card = "models/credit/card.yaml"

  private let workspace: Workspace
  private let repository: GovernedFolder

  init() throws {
    workspace = try Workspace()
    repository = try GovernedFolder(in: workspace)
    try workspace.installHook(as: "pre-commit", in: repository.name)
  }

  private func commit(_ arguments: String..., in folder: String? = nil) throws -> Workspace.Outcome {
    try workspace.run(.git, ["commit", "-q", "-m", "change"] + arguments, in: folder ?? repository.name)
  }

  private func spoil() throws {
    try repository.write(repository.read(CommitHookTests.card) + "owner: dana\n", to: CommitHookTests.card)
  }

  @Test func `a document that cannot be read is not committed, and one in order is, in silence`() throws {
    let good = try repository.read(CommitHookTests.card)
    try spoil()
    try repository.git("add", "-A")
    let refused = try commit()
    #expect(refused.status != 0 && refused.errors.contains("document-invalid"), "\(refused.errors)")
    #expect(refused.errors.contains(CommitHookTests.card))
    #expect(try commit("--no-verify").status == 0)
    try repository.write(good + "# as it was\n", to: CommitHookTests.card)
    try repository.git("add", "-A")
    let accepted = try commit()
    #expect(accepted.status == 0 && !accepted.errors.contains("error"), "\(accepted.errors)")
  }

  @Test func `the index counts, not the work tree`() throws {
    // Staged bad, mended since in the work tree only.
    let good = try repository.read(CommitHookTests.card)
    try spoil()
    try repository.git("add", "-A")
    try repository.write(good, to: CommitHookTests.card)
    #expect(try commit().status != 0)
    // Staged good, spoilt since in the work tree.
    try repository.write(good + "# fine\n", to: CommitHookTests.card)
    try repository.git("add", "-A")
    try spoil()
    #expect(try commit().status == 0)
    // What a commit takes past the index is looked at as it takes it.
    #expect(try commit("-a").status != 0)
    #expect(try commit("--", CommitHookTests.card).status != 0)
  }

  @Test func `files that are no documents are nobody's business`() throws {
    try repository.git("checkout", "-q", "--", ".")
    try repository.git("stash", "-q", "-u")
    try repository.write("whatever: [\n", to: "src/config.yaml")
    try repository.git("add", "-A")
    let outcome = try commit()
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test func `in a worktree it is that tree's index`() throws {
    try repository.git("worktree", "add", "-q", "-b", "more", "../a tree", "main")
    let card = try workspace.read("a tree/\(CommitHookTests.card)")
    try workspace.write(card + "owner: dana\n", to: "a tree/\(CommitHookTests.card)")
    #expect(try commit("-a", in: "a tree").errors.contains("document-invalid"))
    try workspace.write(card + "# fine\n", to: "a tree/\(CommitHookTests.card)")
    #expect(try commit("-a", in: "a tree").status == 0)
  }
}
