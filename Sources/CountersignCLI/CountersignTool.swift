import ArgumentParser
import Glibc
import Reports

@main
struct CountersignTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Checks that models were approved by the right people before they reach production.",
    discussion: """
      Model cards, evidence and approvals are files in a git repository; the policy in policies/ says \
      which gates a change has to pass. Countersign reads the signed history and judges the change, \
      offline: the same commits give the same verdict on every machine.

      New here? Try:  countersign demo my-demo

      Exit status: 0 satisfied, 1 violated, 2 undecided, 64 wrong usage.
      """,
    version: Version.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Checking",
        subcommands: [
          CheckCommand.self,
          StatusCommand.self,
          LintCommand.self,
        ]),
      CommandGroup(
        name: "Review",
        subcommands: [
          ReviewCommand.self,
          ApproveCommand.self,
          ExplainCommand.self,
          DigestCommand.self,
        ]),
      CommandGroup(
        name: "Audit",
        subcommands: [
          AuditCommand.self,
          RegistryCommand.self,
          DueCommand.self,
          RecordCommand.self,
          SignaturesCommand.self,
        ]),
      CommandGroup(
        name: "Set-up",
        subcommands: [
          InitCommand.self,
          ImportCommand.self,
          HookCommand.self,
          PolicyCommand.self,
          SchemaCommand.self,
          DemoCommand.self,
        ]),
    ])

  /// Runs the command that the arguments name.
  static func main() {
    // Swift reads them in /proc. Where that is not mounted there are none, not even the program's name, and
    // the overview that is shown without arguments would end like a check that passes.
    guard CommandLine.argc > 0 else {
      StandardError.say("countersign: the arguments cannot be read: /proc is not mounted")
      Glibc.exit(2)
    }
    main(nil)
  }
}
