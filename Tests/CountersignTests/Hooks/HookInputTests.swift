import Countersign
import GitHistory
import Testing

/// What git tells its hooks is read strictly.
struct HookInputTests {
  private let zero = String(repeating: "0", count: 40)
  private let one = String(repeating: "1", count: 40)
  private let two = String(repeating: "2", count: 40)

  @Test func `each line is a reference, and forty zeros are none`() throws {
    let updates = try HookInput.received(
      Array("\(one) \(two) refs/heads/main\n\(zero) \(one) refs/tags/v1\n\(one) \(zero) refs/x/-y\n".utf8))
    #expect(updates.map(\.displayName) == ["main", "refs/tags/v1", "refs/x/-y"])
    #expect(updates.map { $0.old == nil } == [false, true, false])
    #expect(updates.map { $0.new == nil } == [false, false, true])
    #expect(try HookInput.received([]).isEmpty)
  }

  @Test func `what was typed may hold blanks, and the line is read from its end`() throws {
    let updates = try HookInput.pushed(Array("HEAD@{1 day ago} \(one) refs/heads/main \(two)\n".utf8))
    #expect(updates == [RefUpdate(name: "refs/heads/main", old: ObjectID(hex: two), new: ObjectID(hex: one))])
    let deletion = try HookInput.pushed(Array("(delete) \(zero) refs/heads/main \(two)\n".utf8))
    #expect(deletion.map(\.new) == [nil])
  }

  @Test func `names need not be UTF-8`() throws {
    let bytes = Array("\(zero) \(one) refs/heads/".utf8) + [0xFF, 0x0A]
    #expect(try HookInput.received(bytes).map(\.name.bytes) == [Array("refs/heads/".utf8) + [0xFF]])
  }

  @Test(arguments: [
    "A B refs/heads/main\n", "OLD NEW refs/heads/main", "OLD NEW\n", "OLD  NEW refs/heads/main\n",
    "OLD NEW refs/heads/main \n", " OLD NEW refs/heads/main\n", "OLD NEW refs/heads/main\n\n", "\n",
    "OLD NEW main\n", "OLD NEW HEAD\n", "OLD NEW refs/heads/ma\u{1B}in\n", "OLD NEW refs/heads/ma\tin\n",
    "OLD NEW refs/heads/main\r\n", "OLD NEW refs//main\n", "OLD NEW refs/heads/\n",
    "OLD NEW /refs/heads/main\n",
    "OLD NEW refs/heads/main\0\n", "OLD NEW refs/heads/main\nOLD NEW refs/heads/main\n",
    "OLD24 NEW refs/heads/main\n",
  ])
  func `a line that git would not write is refused`(_ text: String) {
    let input = text.replacing("OLD24", with: one + String(repeating: "1", count: 24)).replacing(
      "OLD", with: one
    )
    .replacing("NEW", with: two)
    #expect(throws: UsageError.self) { try HookInput.received(Array(input.utf8)) }
  }

  @Test func `the same for pre-push and update`() {
    #expect(throws: UsageError.self) { try HookInput.pushed(Array("\(one) refs/heads/main \(two)\n".utf8)) }
    #expect(throws: UsageError.self) {
      try HookInput.pushed(Array("main \(one) refs/heads/main \(two)".utf8))
    }
    #expect(throws: UsageError.self) { try HookInput.updated(reference: "main", old: one, new: two) }
    #expect(throws: UsageError.self) {
      try HookInput.updated(reference: "refs/heads/main", old: "HEAD", new: two)
    }
  }
}
