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
      --story changes, the default: three models of different tiers, eight people with keys of their own, a policy \
      with a gate for each kind of review, and a CI bot that signs evidence. One change is in order; the others are \
      refused, each for one reason.

      --story lifecycle: the life of one model, from its approval to its retirement. It breaches a limit, lapses, \
      is approved anew on a condition that nobody meets, and runs on a waiver for a while. Each chapter shows the \
      commands that tell how the model stood on that day. Dates and keys are always the same.

      The repository is an ordinary one: play with it by git, and ask countersign what it thinks.

        countersign demo my-demo
        countersign demo --story lifecycle my-story
      """)

  enum Story: String, ExpressibleByArgument, CaseIterable { case changes, lifecycle }

  @Option(help: ArgumentHelp("What it tells.", valueName: "name"))
  var story: Story = .changes

  @OptionGroup var output: OutputOptions<ReportFormatName>

  @Argument(help: "Where to build it: a directory that does not exist yet or is empty.")
  var directory = "countersign-demo"

  func run() throws {
    if story == .lifecycle { return try LifecycleTour(directory: directory, look: output.look).run() }
    try reportingFailures {
      let now = Int64(time(nil))
      let demo: Demo
      do throws(RehearsalError) {
        demo = try Demo.build(at: directory, now: now)
      } catch {
        throw UsageError(error.description)
      }
      try walk(through: demo, now: Instant(seconds: now))
    }
  }

  private func walk(through demo: Demo, now: Instant) throws {
    let style = output.style
    let repository = try Repository(at: directory)
    var prose = Prose(style: style)
    prose.paragraph(
      "A repository of models, with \(demo.cast.members.count) identities and their keys, is in \(directory)."
    )
    var surprises = 0
    for (number, scene) in demo.scenes.enumerated() {
      prose.title("\(number + 1). \(scene.title)")
      prose.paragraph(scene.story)
      prose.command("countersign check --base \(scene.base) --head \(scene.head)")
      prose.gap()
      try StandardOutput.write(prose.text)
      let request = Check.Request(
        base: scene.base, head: scene.head, branch: demo.branch, root: demo.root.hex)
      let report = try Check(request, clock: now).report(in: repository)
      try StandardOutput.write(
        TextReport(style: style, detail: output.quiet ? .quiet : .normal).bytes(for: report))
      if report.verdict.exitCode.rawValue != scene.expectedExit { surprises += 1 }
      try StandardOutput.write("\n")
      prose = Prose(style: style)
    }
    prose.title("Now you")
    prose.paragraph("It is an ordinary repository; `git as NAME …` acts and signs as that person.")
    prose.command("cd \(directory)")
    prose.command("git log --graph --oneline --all --show-signature")
    prose.command("countersign explain approval-stale")
    try StandardOutput.write(prose.text)
    if surprises > 0 {
      throw UsageError("\(surprises) of the scenes did not end as they should: please report this")
    }
  }
}
