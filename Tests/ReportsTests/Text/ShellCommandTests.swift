import Foundation
import Governance
import Testing

@testable import Reports

@Suite struct ShellCommandTests {
  @Test(
    "a shell reads the quoted words as the very names",
    arguments: [
      "credit-scoring", "a b", "it's", "$(reboot)", "`id`", "a;b", "*", "~", "Zoë", "x'; rm -rf / #", "",
      "!!",
    ])
  func quoting(_ name: String) throws {
    let word = try #require(ShellCommand().word(name))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf %s \(word)"]
    shell.environment = ["LC_ALL": "C"]
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(Array(output) == Array(name.utf8))
  }

  @Test("a name that cannot be shown as it is gives a placeholder, not another name")
  func unprintable() {
    #expect(ShellCommand().word("a\u{202E}b") == nil)
    #expect(ShellCommand().approve("a\nb", gate: "legal") == "countersign approve MODEL --gate legal")
  }

  @Test("an ASCII terminal is given no command whose name it would show escaped")
  func ascii() {
    #expect(
      ShellCommand(unicode: false).approve("Zoë", gate: "legal") == "countersign approve MODEL --gate legal")
    #expect(
      ShellCommand(unicode: true).approve("Zoë", gate: "legal") == "countersign approve 'Zoë' --gate legal")
  }

  @Test("a name that looks like an option is not taken for one")
  func options() {
    #expect(ShellCommand().approve("--root", gate: "-g") == "countersign approve --gate=-g -- --root")
    #expect(ShellCommand().approve(nil, gate: "policy") == "countersign approve --gate policy")
  }
}
