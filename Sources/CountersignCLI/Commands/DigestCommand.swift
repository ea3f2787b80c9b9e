import ArgumentParser
import Countersign

struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Prints the subject digest of a model: what approvals name.",
    discussion: """
      SHA-256 of the bytes "countersign-subject-v1\\n" and then, for each file of the model's directory in byte \
      order of its path: mode, space, SHA-256 of its content in hexadecimal, space, path, NUL. Files under \
      approvals/, waivers/ and monitoring/ are left out, and with --gate those outside the gate's scope (one \
      that has card.yaml has README.md where there is no card.yaml). With --policy it is the same over policies/ \
      without approvals/, and begins "countersign-policy-v1\\n".

      What it prints can be recomputed in a few lines; in a checkout with sha256sum, and no file executable:

        cd models/MODEL && { printf 'countersign-subject-v1\\n'
          find . -type f | sed 's|^\\./||' |
            grep -vE '^(approvals|waivers|monitoring)/' | LC_ALL=C sort |
            while read -r f; do sum=$(sha256sum < "$f")
              printf '100644 %s %s\\0' "${sum%% *}" "$f"
            done; } | sha256sum
      """)

  @OptionGroup var repository: RepositoryOptions

  @Argument(help: "The model, by its name or its directory.")
  var model: String?

  @Option(help: ArgumentHelp("Only the files in the scope of this gate.", valueName: "gate"))
  var gate: String?

  @Option(help: ArgumentHelp("The revision to read.", valueName: "rev"))
  var rev = "HEAD"

  @Flag(help: "The digest of policies/ instead of a model's.")
  var policy = false

  func run() throws {
    try reportingFailures {
      let query = DigestQuery(revision: rev)
      let repository = try repository.open()
      if policy {
        guard model == nil, gate == nil else { throw UsageError("--policy goes without a model and a gate") }
        try StandardOutput.write(query.policyDigest(in: repository) + "\n")
      } else {
        guard let model else { throw UsageError("name a model, such as: countersign digest credit-scoring") }
        try StandardOutput.write(query.digest(ofModel: model, gate: gate, in: repository) + "\n")
      }
    }
  }
}
