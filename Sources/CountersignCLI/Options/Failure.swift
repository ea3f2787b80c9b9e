import ArgumentParser
import AuditDatabase
import Countersign
import GitHistory
import Governance
import Reports

/// Runs a command's body and turns what it throws into a message and an exit status.
func reportingFailures(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error as UsageError {
    // Messages of several lines are ours; what stands in a line may be anybody's.
    let lines = error.description.split(separator: "\n").map { Printable(String($0)).text }
    StandardError.say("countersign: " + lines.joined(separator: "\n"))
    throw ExitCode(64)
  } catch let error as DatabaseError {
    StandardError.say("countersign: \(Printable(error.description).text)")
    throw ExitCode(64)
  } catch let error as Interrupted {
    StandardError.say("countersign: interrupted; nothing was changed")
    throw ExitCode(128 + error.signal)
  } catch let error as GitError {
    let finding = error.finding
    StandardError.say("countersign: \(Printable(finding.message).text) [\(finding.rule.rawValue)]")
    if let help = finding.help { StandardError.say("  help: \(Printable(help).text)") }
    throw ExitCode(2)
  }
}

extension Verdict {
  /// 0 satisfied, 1 violated, 2 undecided: the same for every format.
  var exitCode: ExitCode { ExitCode(Int32(exitStatus)) }
}
