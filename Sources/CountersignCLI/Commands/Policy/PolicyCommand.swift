import ArgumentParser

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Tools for people who write policies.",
    discussion: """
      They read a policy from the work tree, as it is being written, without git and without keys: what they \
      say is about the policy, and never that something may land.

        countersign policy test
      """,
    subcommands: [PolicyTestCommand.self])
}
