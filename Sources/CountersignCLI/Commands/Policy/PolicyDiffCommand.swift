import ArgumentParser
import Countersign
import Glibc
import Governance
import PolicyTools
import Reports

struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what a change of a policy loosens or tightens.",
    discussion: """
      Policies are compared as they are judged, not as they are written: gates, thresholds, tiers, who holds \
      which role and key. Loosenings stand first:

        loosens   gate technical: approvals in tier high 2 → 1
        loosens   bob gains role validator
        tightens  gate fairness: parity at most 0.10 → 0.05
        changes   policy: version 7 → 8

      A loosening lets something pass that was refused before, or lets more people decide. `changes` means \
      that the direction cannot be known, or that it makes no difference to what passes.

      BEFORE and AFTER are revisions, whose policies/ is read, or directories that hold policy.yaml. A name \
      that starts with . or / or ends with / is a directory; any other is a revision, or a directory where \
      there is no such revision. A name that could be both is refused.

        countersign policy diff main my-change
        countersign policy diff HEAD ./policies          what is not committed yet
        countersign policy diff policies/baseline/ policies/us-mrm/

      Exit status: 0 both load; with --exit-code 1 where anything is loosened; 2 one does not load, 64 wrong \
      usage.
      """)

  @Argument(help: "The policy before: a revision, or a directory that holds policy.yaml.")
  var before: String

  @Argument(help: "The policy after.")
  var after: String

  @OptionGroup var repository: RepositoryOptions

  @Flag(help: "End with 1 where anything is loosened.")
  var exitCode = false

  @Option(help: ArgumentHelp("How the differences are shown.", valueName: "text|json"))
  var format: PolicyReviewFormat = .text

  @OptionGroup var look: LookOptions

  func run() throws {
    try reportingFailures {
      var report = PolicyDiffReport(before: before, after: after)
      switch (try load(before), try load(after)) {
      case (.loaded(let old), .loaded(let new)):
        report.differences = PolicyDiff(from: PolicyDiff.Side(old), to: PolicyDiff.Side(new)).differences
      case (.invalid(let findings), .loaded), (.loaded, .invalid(let findings)): report.problems = findings
      case (.invalid(let findings), .invalid(let others)): report.problems = findings + others
      }
      try StandardOutput.write(format.bytes(for: report, style: look.style, detail: look.detail))
      if !report.problems.isEmpty { throw ExitCode(2) }
      if exitCode, report.loosens { throw ExitCode(1) }
    }
  }

  private func load(_ name: String) throws -> PolicySource.Outcome {
    let path = name.utf8.last == 0x2F && name.utf8.count > 1 ? String(name.dropLast()) : name
    if name.utf8.first == 0x2E || name.utf8.first == 0x2F || name.utf8.last == 0x2F {
      guard PolicyDiffCommand.mode(of: path) == S_IFDIR else {
        throw UsageError("there is no directory \(name)")
      }
      return try PolicySource.load(directory: path)
    }
    guard PolicyDiffCommand.mode(of: "\(path)/policy.yaml") != nil else {
      return try PolicySource.load(revision: name, in: repository.open())
    }
    // Whoever brings a directory of a branch's name must not have it read in the branch's place.
    if try isRevision(name) {
      throw UsageError("\(name) is a revision and a directory; write ./\(name) if you mean the directory")
    }
    return try PolicySource.load(directory: path)
  }

  private func isRevision(_ name: String) throws -> Bool {
    do {
      let repository = try repository.open()
      return try PolicySource.isRevision(name, in: repository)
    } catch is UsageError where repository.path == nil {
      // Directories are compared anywhere.
      return false
    }
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}

extension PolicyDiff.Side {
  fileprivate init(_ source: PolicySource) {
    self.init(policy: source.policy, roster: source.roster, files: source.files)
  }
}
