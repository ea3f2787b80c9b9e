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
  func request() throws -> Check.Request? {
    // Whoever names the base by hand asks nothing of the CI.
    let ci = base == nil ? try CIEnvironment(ProcessEnvironment.current) : nil
    guard let base = base ?? ci?.base else { return nil }
    // The branch may be left to the base only where the base was named by hand.
    let named = branch ?? ci?.branch ?? Check.branch(named: base)
    return Check.Request(
      base: base == "none" ? nil : base, head: head ?? ci?.head ?? "HEAD", branch: named, root: root,
      at: try instant())
  }
}
