import ArgumentParser
import Countersign
import GitHistory
import Glibc
import Governance
import Rehearsal
import Reports

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Builds a realistic signed repository and judges changes in it.",
    discussion: """
      Three models of different tiers, eight people with keys of their own, a policy with a gate for each kind of \
      review, and a CI bot that signs evidence. One change is in order; the others are refused, each for one \
      reason. The repository is an ordinary one: play with it by git, and ask countersign what it thinks.
      """)

  @OptionGroup var output: OutputOptions

  @Argument(help: "Where to build it: a directory that does not exist yet or is empty.")
  var directory = "countersign-demo"

  func run() throws {
    try reportingFailures {
      let now = Int64(time(nil))
      let demo: Demo
      do throws(RehearsalError) {
        demo = try Demo.build(at: directory, now: now)
      } catch {
        throw UsageError(error.description)
      }
      let style = output.style
      let repository = try Repository(at: directory)
      try say("A repository of models, with \(demo.cast.members.count) identities and their keys, is in \(directory).", style)
      var surprises = 0
      for (number, scene) in demo.scenes.enumerated() {
        try say("", style)
        try say("\(number + 1). \(scene.title)", style, isTitle: true)
        try say(scene.story, style)
        try say("$ countersign check --base \(scene.base) --head \(scene.head) --root \(demo.root.hex.prefix(10))", style)
        try say("", style)
        let check = Check(
          Check.Request(base: scene.base, head: scene.head, branch: demo.branch, root: demo.root.hex),
          clock: Instant(seconds: now))
        let report = try check.report(in: repository)
        try StandardOutput.write(TextReport(style: style, detail: output.quiet ? .quiet : .normal).bytes(for: report))
        if report.verdict.exitCode.rawValue != scene.expectedExit { surprises += 1 }
      }
      try say("", style)
      try say("Now you", style, isTitle: true)
      try say("cd \(directory) && git log --graph --oneline --all --show-signature", style)
      try say("countersign explain approval-stale", style)
      if surprises > 0 {
        throw UsageError("\(surprises) of the scenes did not end as they should: please report this")
      }
    }
  }

  private func say(_ text: String, _ style: Style, isTitle: Bool = false) throws {
    let bold = isTitle && style.color
    try StandardOutput.write((bold ? "\u{1B}[1m" : "") + text + (bold ? "\u{1B}[0m" : "") + "\n")
  }
}
