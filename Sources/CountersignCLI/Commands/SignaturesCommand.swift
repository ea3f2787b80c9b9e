import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports

struct SignaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signatures",
    abstract: "Shows every commit's signature check.",
    discussion: """
      A line per commit, parents before children: id, check, key, identity. The checks are unsigned, \
      malformed, unknown-signer, invalid and valid; behind a valid one stands whether its key was expired, \
      retired or compromised. The keys are those of the policy at the end of the range.

        countersign signatures main
        countersign signatures main..my-change --format jsonl

      It shows, and judges nothing: the exit status is 0 whatever the signatures are.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl }

  @OptionGroup var repository: RepositoryOptions

  @Argument(help: "The commits: A..B, or a revision for all that it reaches.")
  var range = "HEAD"

  @Option(help: ArgumentHelp("How the rows are shown.", valueName: "text|jsonl"))
  var format: Format = .text

  func run() throws {
    try reportingFailures {
      let repository = try repository.open()
      let commits = try SignatureListing.commits(of: range, in: repository)
      let listing = try SignatureListing(
        repositoryPath: repository.gitDirectory, keysOf: SignatureListing.ends(of: range).head, in: repository
      )
      let format = format
      try listing.check(
        commits, workers: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
        environment: ProcessEnvironment.current
      ) { rows in
        var text = ""
        for row in rows { text += format == .text ? line(row) : json(row) }
        try StandardOutput.write(text)
      }
    }
  }

  private func line(_ row: SignatureListing.Row) -> String {
    var fields = [row.commit.short, row.check]
    if let state = row.state, state != .valid { fields[1] += " (\(state.rawValue))" }
    if let key = row.key { fields.append(key) }
    if let identity = row.identity { fields.append(Printable(identity).text) }
    if let reason = row.reason { fields.append("(\(Printable(reason).text))") }
    return fields.joined(separator: "  ") + "\n"
  }

  private func json(_ row: SignatureListing.Row) -> String {
    let value = JSONValue.object(
      .text("commit", row.commit.text), .text("check", row.check), .text("format", row.format),
      .text("key", row.key),
      .text("identity", row.identity), .text("state", row.state?.rawValue), .text("reason", row.reason))
    return String(decoding: JSONWriter(layout: .line).bytes(of: value), as: UTF8.self)
  }
}
