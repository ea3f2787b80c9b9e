import ArgumentParser
import Countersign
import GitHistory
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
      retired or compromised. The keys are those of the policy at the end of the range, or of the files named.

        countersign signatures main
        countersign signatures main..my-change --format jsonl
        countersign signatures v1.0..v2.0 --allowed-signers signers --openpgp a.asc

      With --compromised it shows what rests on one key instead: each approval, report, change of a model or of \
      the policy that it signed, and the commit of the first-parent line that brought it.

        countersign signatures main --compromised SHA256:…

      It shows, and judges nothing: the exit status is 0 whatever the signatures are.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl }

  @OptionGroup var repository: RepositoryOptions

  @Argument(help: "The commits: A..B, or a revision for all that it reaches.")
  var range = "HEAD"

  @Option(help: ArgumentHelp("How the rows are shown.", valueName: "text|jsonl"))
  var format: Format = .text

  @Option(
    help: ArgumentHelp("Keys from a file in OpenSSH's format, instead of a policy's.", valueName: "file"))
  var allowedSigners: [String] = []

  @Option(
    name: .customLong("openpgp"),
    help: ArgumentHelp("An armoured OpenPGP certificate, instead of a policy's keys.", valueName: "file"))
  var openPGP: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show what rests on this key: its name as shown here, or an identity that has only one.",
      valueName: "key"))
  var compromised: String?

  func run() throws {
    try reportingFailures {
      let repository = try repository.open()
      let commits = try SignatureListing.commits(of: range, in: repository)
      let head = SignatureListing.ends(of: range).head
      let keys =
        if allowedSigners.isEmpty, openPGP.isEmpty {
          try KnownKeys(ofPolicyAt: head, in: repository)
        } else {
          try KnownKeys(
            allowedSigners: allowedSigners.map { ($0, try InputFile.read($0)) },
            openPGP: openPGP.map { ($0, try InputFile.read($0)) })
        }
      if let compromised {
        try showExposure(of: keys.key(named: compromised), keys, commits, head, repository)
      } else {
        try showChecks(keys, commits, repository)
      }
    }
  }

  private func showChecks(
    _ keys: KnownKeys, _ commits: [ObjectID], _ repository: borrowing Repository
  ) throws {
    let format = format
    try SignatureListing(repositoryPath: repository.gitDirectory, keys: keys).check(
      commits, workers: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      environment: ProcessEnvironment.current
    ) { rows in
      var text = ""
      for row in rows { text += format == .text ? SignatureRow.line(row) : SignatureRow.json(row) }
      try StandardOutput.write(text)
    }
  }

  private func showExposure(
    of key: String, _ keys: KnownKeys, _ commits: [ObjectID], _ head: String,
    _ repository: borrowing Repository
  ) throws {
    let items = try KeyExposure(of: key, among: keys).items(
      commits, head: try repository.resolve(head), in: repository)
    var text = ""
    for item in items { text += format == .text ? ExposureRow.line(item) : ExposureRow.json(item) }
    if format == .text { text += ExposureRow.summary(items, key: key) }
    try StandardOutput.write(text)
  }
}
