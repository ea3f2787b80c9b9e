import ArgumentParser
import Countersign

struct HookPreReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-receive",
    abstract: "Judges a push before anything of it lands.",
    discussion: """
      git calls it on the server, with the references that would change on standard input. One that is refused \
      refuses the push as a whole; all are judged, and whoever pushes reads all reports.

      Exit status: 0 accepted, 1 refused.
      """)

  @OptionGroup var options: PushOptions

  func run() throws {
    try reportingFailures {
      let updates = try HookInput.received(options.input(of: "pre-receive"))
      try options.answer(updates, at: .here, in: options.repository.open())
    }
  }
}
