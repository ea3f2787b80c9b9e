import ArgumentParser
import Countersign
import Reports

struct HookInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Puts hooks in place, beside those that are there.",
    discussion: """
      For whoever works in a clone: pre-commit and pre-push. For a server: pre-receive; update does the same for each \
      reference by itself.

        countersign hook install
        countersign hook install --server --repo /srv/git/models.git
        countersign hook install pre-push

      They go where git looks for them, core.hooksPath too. A hook that is there already is kept as \
      NAME.before-countersign: it runs first, and has to agree as well. `countersign hook uninstall` puts it back.
      """)

  @OptionGroup var repository: RepositoryOptions

  @Flag(help: "The hooks of a server; what a bare repository gets anyway.")
  var server = false

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup var look: LookOptions

  @Argument(help: "Which hooks: pre-commit, pre-push, pre-receive, update.")
  var names: [HookScript] = []

  func run() throws {
    try reportingFailures {
      let place = try HookPlace(of: repository.path)
      if place.isHuskys {
        throw UsageError(
          "husky writes \(place.directory.path) anew; add a line to its own hook instead: "
            + "echo 'countersign hook pre-push -- \"$@\"' >> .husky/pre-push")
      }
      let isServer = server || place.isBare
      let hooks = names.isEmpty ? (isServer ? [.preReceive] : [.preCommit, .prePush]) : names
      // All or none: what is in the way of one is found before the first is written.
      let steps = try hooks.map { ($0, try place.directory.installing($0)) }
      for (hook, step) in steps where !dryRun { try place.directory.take(step, for: hook) }
      if look.quiet { return }
      var prose = Prose(style: look.style)
      for (hook, step) in steps { prose.paragraph(said(hook, step, place)) }
      advise(hooks, place, in: &prose)
      try StandardOutput.write(prose.text)
    }
  }

  private func said(_ hook: HookScript, _ step: HookDirectory.Step, _ place: HookPlace) -> String {
    let path = "\(place.directory.path)/\(hook.rawValue)"
    let verb = dryRun ? "would be written" : "written"
    return switch step {
    case .writeBeside: "\(verb): \(path), where the hook from before runs first, as \(hook.displacedName)"
    case .write: "\(verb): \(path)"
    default: "in place already: \(path)"
    }
  }

  /// What to do next, and what may come as a surprise.
  private func advise(_ hooks: [HookScript], _ place: HookPlace, in prose: inout Prose) {
    if let setting = place.setting, setting.isShared {
      prose.gap()
      prose.paragraph(
        "core.hooksPath is \(setting.path) for more than this repository: the hooks run in each of them, and have "
          + "nothing to say where there is no policy.")
    } else if place.isInWorkingTree {
      prose.gap()
      prose.paragraph("The directory is in the working tree: commit the hooks, and others get them as well.")
    }
    if place.usesFramework, hooks.contains(where: { !$0.isForServers }) {
      prose.gap()
      prose.paragraph(
        "This repository is set up for the pre-commit framework. Instead of these hooks, its own way is to list "
          + "countersign-lint and countersign-check in .pre-commit-config.yaml, and to run:")
      prose.command("pre-commit install --hook-type pre-commit --hook-type pre-push")
    }
    if hooks.contains(where: \.isForServers), !place.hasRoot {
      prose.gap()
      prose.paragraph("Pin the trust root, so that no new branch brings a policy of its own:")
      prose.command("git config countersign.root <the commit that brought the first policy>")
    }
  }
}

extension HookScript: ExpressibleByArgument {}
