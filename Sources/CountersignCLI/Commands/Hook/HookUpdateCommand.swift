import ArgumentParser
import Countersign

struct HookUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Judges one reference of a push.",
    discussion: """
      git calls it on the server once for each reference, and changes those that it accepts. `pre-receive` is the \
      better place where it can be had: it keeps out the objects of what it refuses, and accepts a push as a \
      whole or not at all.

      Exit status: 0 accepted, 1 refused.
      """)

  @OptionGroup var options: PushOptions

  @Argument(help: "The reference's full name.")
  var reference: String

  @Argument(help: "The object that it names now; forty zeros for none.")
  var old: String

  @Argument(help: "The object that it would name; forty zeros for none.")
  var new: String

  func run() throws {
    try reportingFailures {
      let update = try HookInput.updated(reference: reference, old: old, new: new)
      try options.answer([update], at: .here, in: options.repository.open())
    }
  }
}
