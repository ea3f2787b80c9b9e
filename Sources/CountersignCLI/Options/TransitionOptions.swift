import ArgumentParser
import Countersign
import Governance

/// Which transition is meant: base, head and branch, the trust root and the moment.
struct TransitionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the branch holds now; `none` for a branch that starts from nothing.", valueName: "rev"))
  var base: String?

  @Option(help: ArgumentHelp("What is to be merged; default: HEAD.", valueName: "rev"))
  var head: String?

  @Option(help: ArgumentHelp("The branch to merge to; default: BASE, if it is one.", valueName: "name"))
  var branch: String?

  @Option(
    help: ArgumentHelp("The commit that brought the first policy: pins the trust root.", valueName: "rev"))
  var root: String?

  @Option(help: ArgumentHelp("The moment to judge at (RFC 3339); default: now.", valueName: "date"))
  var at: String?

  /// The moment that was given; nil is now.
  func instant() throws -> Instant? { try Moment.named(at) }

  /// The transition, from the options or what the CI says; nil where neither names a base.
  ///
  /// - Parameter needsBase: whether a CI that names none is an error, as where something is decided.
  func request(needsBase: Bool = true) throws -> Check.Request? {
    // Whoever names the base by hand asks nothing of the CI.
    let ci: CIEnvironment?
    if base != nil {
      ci = nil
    } else if needsBase {
      ci = try CIEnvironment(ProcessEnvironment.current)
    } else {
      ci = try? CIEnvironment(ProcessEnvironment.current)
    }
    if let branch, let ci, !Check.branchName(branch).utf8.elementsEqual(ci.branch.utf8) {
      throw UsageError(
        "--branch \(branch), but \(ci.system) says that the change is to land on \(ci.branch); "
          + "name --base as well")
    }
    guard let base = base ?? ci?.base else { return nil }
    // The branch may be left to the base only where the base was named by hand.
    let named = branch ?? ci?.branch ?? Check.branch(named: base)
    return Check.Request(
      base: base == "none" ? nil : base, head: head ?? ci?.head ?? "HEAD", branch: named, root: root,
      at: try instant())
  }
}
