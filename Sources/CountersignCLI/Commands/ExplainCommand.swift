import ArgumentParser
import Countersign
import Reports

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Prints the manual page of a rule, or the list of all rules.",
    discussion: "  countersign explain approval-stale")

  @Argument(help: "The rule's id, as findings show it; without one, all rules are listed.")
  var rule: String?

  func run() throws {
    try reportingFailures {
      guard let rule else {
        try StandardOutput.write(Manual.index())
        return
      }
      let page: ManualPage
      do throws(Manual.UnknownRule) {
        page = try Manual.page(for: rule)
      } catch {
        throw UsageError(error.description)
      }
      try StandardOutput.write(page.text())
    }
  }
}
