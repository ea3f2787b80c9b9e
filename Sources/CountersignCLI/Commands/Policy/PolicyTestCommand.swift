import ArgumentParser
import PolicyTools

struct PolicyTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the unit tests of a policy.")

  @Argument(help: "The directory that holds policy.yaml; default: policies.")
  var directory: String?

  func run() throws {
    throw ValidationError("there are no policy tests yet")
  }
}
