import ArgumentParser
import Countersign
import Rehearsal
import Reports

/// Tells the life of a model: builds its repository, and runs the commands that show each chapter as a user would.
struct LifecycleTour {
  /// Where the repository is built.
  let directory: String
  let look: LookOptions

  func run() throws {
    var surprises = 0
    try reportingFailures {
      let demo: LifecycleDemo
      do throws(RehearsalError) {
        demo = try LifecycleDemo.build(at: directory)
      } catch {
        throw UsageError(error.description)
      }
      try tell { prose in
        prose.paragraph(
          "The life of one model, from January to April 2025, is in \(directory). Each chapter is judged at the midnight "
            + "that ends its day. The keys are the same in every copy: they prove nothing elsewhere.")
        prose.gap()
      }
      for (number, scene) in demo.scenes.enumerated() {
        try tell { prose in
          prose.title("\(number + 1). \(scene.title) (\(scene.date))")
          prose.paragraph(scene.story)
        }
        for command in scene.commands where try !run(command) { surprises += 1 }
      }
      try tell { prose in
        prose.title("The record")
        prose.paragraph(
          "Everything above is in the signed history. An audit judges each step again as of its day, and finds that "
            + "nothing landed against the policy.")
      }
      if try !run(demo.finale) { surprises += 1 }
      try tell { prose in
        prose.title("Now you")
        prose.paragraph("It is an ordinary repository; `git as NAME …` acts and signs as that person.")
        prose.command("cd \(directory)")
        prose.command("git log --graph --oneline --all --show-signature")
        prose.command("countersign explain kpi-breach")
      }
      if surprises > 0 {
        throw UsageError("\(surprises) of the commands did not end as they should: please report this")
      }
    }
  }

  private func tell(_ write: (inout Prose) -> Void) throws {
    var prose = Prose(style: look.style)
    write(&prose)
    try StandardOutput.write(prose.text)
  }

  /// Shows a command and runs it; whether it ended as it should.
  private func run(_ command: LifecycleDemo.Command) throws -> Bool {
    try tell { prose in
      prose.command(LifecycleTour.lines(of: command))
      prose.gap()
    }
    var status: Int32 = 0
    do {
      var parsed = try CountersignTool.parseAsRoot(
        command.arguments + ["--repo=\(directory)"] + lookArguments)
      try parsed.run()
    } catch let code as ExitCode {
      status = code.rawValue
    }
    try StandardOutput.write("\n")
    return status == command.expectedExit
  }

  private var lookArguments: [String] {
    ["--color=\(look.color.rawValue)"] + (look.quiet ? ["--quiet"] : []) + (look.verbose ? ["--verbose"] : [])
  }

  /// The command as a shell reads it, in lines of 80 columns at most with a prompt or an indent before each.
  private static func lines(of command: LifecycleDemo.Command) -> [String] {
    var lines = ["countersign"]
    for argument in command.arguments {
      let line = lines[lines.count - 1]
      // An option stays with its value.
      if argument.hasPrefix("--"), line.utf8.count + argument.utf8.count > 58 {
        lines.append(argument)
      } else {
        lines[lines.count - 1] += " " + argument
      }
    }
    return lines
  }
}
