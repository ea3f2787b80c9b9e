import ArgumentParser

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Tools for people who write policies.",
    discussion: """
      They look at a policy as it is being written, and judge no change: what they say is about the policy, \
      and never that something may land.

        countersign policy test
        countersign policy lint
        countersign policy diff HEAD ./policies
        countersign policy eval 'size(card.metrics) > 0' --model credit-scoring
      """,
    subcommands: [
      PolicyTestCommand.self, PolicyLintCommand.self, PolicyDiffCommand.self, PolicyEvalCommand.self,
    ])
}
