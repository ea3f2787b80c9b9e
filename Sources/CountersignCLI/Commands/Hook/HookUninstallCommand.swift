import ArgumentParser
import Countersign
import Reports

struct HookUninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Takes the hooks away again, and puts back what was there before.",
    discussion: "Only what countersign wrote goes; a hook that somebody changed stays.")

  @OptionGroup var repository: RepositoryOptions

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup var look: LookOptions

  @Argument(help: "Which hooks; all if none is named.")
  var names: [HookScript] = []

  func run() throws {
    try reportingFailures {
      let place = try HookPlace(of: repository.path)
      let steps = try (names.isEmpty ? HookScript.allCases : names).map {
        ($0, try place.directory.uninstalling($0))
      }
      for (hook, step) in steps where !dryRun { try place.directory.take(step, for: hook) }
      if look.quiet { return }
      var prose = Prose(style: look.style)
      for (hook, step) in steps {
        if let text = said(step) { prose.paragraph("\(text): \(place.directory.path)/\(hook.rawValue)") }
      }
      try StandardOutput.write(prose.text.isEmpty ? "there is no hook of countersign's\n" : prose.text)
    }
  }

  private func said(_ step: HookDirectory.Step) -> String? {
    switch step {
    case .remove: dryRun ? "would be removed" : "removed"
    case .restore: dryRun ? "would be put back from before" : "put back from before"
    case .leave: names.isEmpty ? nil : "not as countersign wrote it, stays"
    default: nil
    }
  }
}
