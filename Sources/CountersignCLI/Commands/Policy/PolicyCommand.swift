import ArgumentParser

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Tools for people who write policies.",
    subcommands: [PolicyTestCommand.self])
}
