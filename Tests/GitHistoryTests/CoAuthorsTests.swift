import GitHistory
import Testing

@Suite struct CoAuthorsTests {
  private func coAuthors(_ message: String) throws -> [String] {
    let headers = """
      tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
      author Erin <erin@example.com> 1 +0000
      committer Erin <erin@example.com> 1 +0000


      """
    let commit = try RawCommit(parsing: Array((headers + message).utf8), id: .emptyTree)
    return commit.coAuthors.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    "Title\n\nCo-authored-by: A <a@x>\n", "Title\n\nBody\n\nco-AUTHORED-by : A <a@x>",
    "Title\n\nSigned-off-by: B <b@x>\nCo-authored-by: A <a@x>\n\n\n",
    "Title\n\nCo-authored-by:\n  A\n <a@x>\n",
    "Title\r\n\r\nCo-authored-by: A <a@x>\r\n", "Title\n \t\nCo-authored-by: A < a@x >\n",
    "Title\n\nCo-authored-by: A <a@x>\n\nSigned-off-by: B <b@x>\n", "Title\nCo-authored-by: A <a@x>\n",
    "Title\n\nCo-authored-by: A <a@x>\n---\n file | 2 +-\n", "Title\n\nCo-authored-by: a@x\n",
    "Title\n\nsome prose\nmore prose\nstill prose\nand more\nCo-authored-by: A <a@x>\n",
    "Title\n\nCo-authored-by: A <a@x>\nCo-authored-by: A <a@x>\n",
  ])
  func `a co-author in the trailers is found`(_ message: String) throws {
    #expect(try coAuthors(message) == ["a@x"])
  }

  @Test(arguments: [
    "", "Title\n", "Co-authored-by: A <a@x>\n", "Title\n\nCo-authored-by: A <a@x>\n\nand then prose\n",
    "Title\n\n  Co-authored-by: A <a@x>\n", "Title\n\nwrote: Co-authored-by: A <a@x>\n",
    "Title\n\nNot-Co-authored-by: A <a@x>\n", "Title\n\nCo-authored-by A <a@x>\n",
  ])
  func `prose is no co-author`(_ message: String) throws {
    #expect(try coAuthors(message).isEmpty)
  }

  @Test func `several co-authors keep their order`() throws {
    #expect(
      try coAuthors("T\n\nCo-authored-by: B <b@x>\nCo-authored-by: A <a@x>, C <c@x>\n") == [
        "b@x", "a@x", "c@x",
      ])
  }
}
