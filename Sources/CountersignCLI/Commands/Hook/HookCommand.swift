import ArgumentParser

struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "What git runs before it commits, pushes or accepts a push.",
    discussion: """
      `countersign hook install` puts the hooks in place, and they call the others. On a server:

        countersign hook install --server
        git config countersign.root <the commit that brought the first policy>

      The branches that the policy's stages are tied to are protected: they change only by what is satisfied, and are \
      neither rewritten nor deleted. Settings of the repository, by git config or in the environment:

        countersign.root      COUNTERSIGN_ROOT      pins the trust root
        countersign.branches  COUNTERSIGN_BRANCHES  protects more branches

      Whatever cannot be judged is refused. A history that is there already is pushed before the hook is installed: \
      as one change, it would be judged by what holds today.
      """,
    subcommands: [
      HookInstallCommand.self, HookUninstallCommand.self, HookPreCommitCommand.self, HookPrePushCommand.self,
      HookPreReceiveCommand.self, HookUpdateCommand.self,
    ])
}
