import Foundation
import GitHistory
import Testing

@Suite struct CompletenessTests {
  private func error(of repository: borrowing Repository) -> GitError? {
    do throws(GitError) {
      try repository.requireCompleteHistory()
      return nil
    } catch { return error }
  }

  @Test func `a whole repository is complete, also with an empty shallow file`() throws {
    let git = try Git()
    try git.commit("one")
    try git.write("", to: ".git/shallow")
    try git.open().requireCompleteHistory()
  }

  @Test func `a shallow clone is refused with the command that mends it`() throws {
    let git = try Git()
    try git.commit("one")
    try git.commit("two")
    _ = try git("clone", "-q", "--depth=1", "file://" + git.path, "cut")
    let error = error(of: try Repository(at: git.path + "/cut"))
    #expect(error?.code == .shallow)
    #expect(error?.mend?.contains("git fetch --unshallow") == true)
    #expect(error?.mend?.contains("fetch-depth: 0") == true)
  }

  @Test func `the end of a shallow clone is a missing commit, not the beginning of history`() throws {
    let git = try Git()
    try git.commit("one")
    let head = try git.commit("two")
    _ = try git("clone", "-q", "--depth=1", "file://" + git.path, "cut")
    let repository = try Repository(at: git.path + "/cut")
    #expect(code { () throws(GitError) in try repository.commitIDs(reachableFrom: head) } == .missingObject)
    #expect(code { () throws(GitError) in try repository.firstParents(from: head) } == .missingObject)
  }

  @Test func `a worktree of a grafted repository is refused`() throws {
    let git = try Git()
    let first = try git.commit("one")
    let head = try git.commit("two")
    _ = try git("worktree", "add", "-q", "--detach", "tree")
    try git.write("\(head)\n", to: ".git/info/grafts")
    let repository = try Repository(at: git.path + "/tree")
    #expect(error(of: repository)?.code == .grafted)
    // And the graft is not applied.
    #expect(try repository.commitIDs(reachableFrom: head) == [first, head])
  }

  @Test(arguments: [false, true]) func `replacements are refused and not applied`(isPacked: Bool) throws {
    let git = try Git()
    let first = try git.commit("one", ["a": "1"])
    let head = try git.commit("two", ["a": "2"])
    _ = try git("replace", head.hex, first.hex)
    if isPacked { _ = try git("pack-refs", "--all") }
    let repository = try git.open()
    let error = error(of: repository)
    #expect(error?.code == .replaced)
    #expect(error?.message.contains(head.hex) == true)
    #expect(error?.mend?.hasPrefix("git replace -d") == true)
    #expect(try repository.commit(head).parents == [first])
  }

  @Test func `a push that makes the repository shallow is refused`() throws {
    let git = try Git()
    let head = try git.commit("one")
    try git.write("\(head)\n", to: ".git/pushed-shallow")
    let environment = ["GIT_SHALLOW_FILE": git.path + "/.git/pushed-shallow"]
    #expect(error(of: try Repository(at: git.path, environment: environment))?.code == .shallow)
  }
}
