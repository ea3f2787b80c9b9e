import ArgumentParser
import Countersign

struct HookPrePushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-push",
    abstract: "Says before a push to a protected branch what the other side would say.",
    discussion: """
      git calls it with the name of the remote and its address, and what would change on standard input. Pushes \
      to branches that no stage is tied to pass in silence.

      Run by the pre-commit framework, it takes what would change from PRE_COMMIT_REMOTE_BRANCH and its like.

      Exit status: 0 go on, 1 refused; `git push --no-verify` leaves the word to the other side.
      """)

  @OptionGroup var options: PushOptions

  @Argument(help: "The remote's name.")
  var remote: String?

  @Argument(help: "The remote's address.")
  var url: String?

  func run() throws {
    try reportingFailures {
      let repository = try options.repository.open()
      if remote == nil, let push = try FrameworkPush(ProcessEnvironment.current, in: repository) {
        return try options.answer([push.update], at: .remote(push.remote), in: repository)
      }
      let updates = try HookInput.pushed(options.input(of: "pre-push"))
      try options.answer(updates, at: .remote(remote ?? "origin"), in: repository)
    }
  }
}
