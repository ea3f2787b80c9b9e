import ArgumentParser
import Countersign
import Glibc
import Governance
import Reports
import Scaffolding

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a repository a governed one: policy, people, a first card, the workflow.",
    discussion: """
      Writes what is missing and never overwrites: what is there is kept, and running it again adds what is not. \
      Nothing is committed, nothing is sent anywhere. It asks on a terminal; elsewhere, and with --no-prompt, it \
      takes what the options say.

        countersign init --dry-run
        countersign init --pack baseline --role ml-engineer=alice,bob --hooks
        countersign init --model credit --owner dana --card license=MIT

      The policy comes from a pack (--packs lists them), with its comments, its tests and a README that says where \
      each line comes from. The people are those who commit (the newest 10,000 commits), those of --person, and \
      you, as git's user.name and user.email say. A role, a team and a key are given to nobody who was not named: \
      what the policy then lacks is told in words, and `countersign policy lint` tells it again.

      Keys are those that an allowed_signers file gives an address (git's gpg.ssh.allowedSignersFile, or \
      policies/allowed_signers), your own user.signingkey, those of --key, and on a terminal one of ~/.ssh/*.pub \
      if you say that it is yours. Private keys are never read.

      The last lines say what to do next, the first commit of the policy above all: it is what everything later \
      rests on.

      Exit status: 0 written or nothing to write, 2 the repository cannot be read, 64 wrong usage.
      """)

  @OptionGroup var repository: RepositoryOptions

  @Option(help: ArgumentHelp("The policy to start from; default: baseline.", valueName: "name"))
  var pack: String?

  @Flag(help: "List the packs, and do nothing else.")
  var packs = false

  @Option(
    help: ArgumentHelp(
      "What approvals call the repository; default: by its remote, or its directory.", valueName: "name"))
  var repositoryName: String?

  @Option(
    help: ArgumentHelp("The branch that models are released on; default: the default one.", valueName: "name")
  )
  var branch: String?

  @Option(help: ArgumentHelp("Which directories are models; default: models/*.", valueName: "pattern"))
  var layout: String?

  @OptionGroup(title: "People") var people: InitPeopleOptions
  @OptionGroup(title: "A first model") var card: InitCardOptions

  @Option(
    help: ArgumentHelp(
      "The workflow to write; default: by the remote; may be repeated.", valueName: "github|gitlab|none"))
  var ci: [InitForge] = []

  @Flag(help: "Put git hooks in place as well, as countersign hook install does.")
  var hooks = false

  @Flag(help: "Make the directory a git repository first, if it is in none.")
  var gitInit = false

  @Flag(help: "Show what would be written, write nothing; with --verbose the files' text.")
  var dryRun = false

  @Flag(help: "Ask nothing, also on a terminal.")
  var noPrompt = false

  @OptionGroup var look: LookOptions

  func run() throws {
    try reportingFailures {
      if packs { return try StandardOutput.write(InitListing.packs(style: look.style)) }
      do {
        try scaffold()
      } catch let error as ScaffoldError {
        throw UsageError(error.description)
      }
    }
  }

  private func scaffold() throws {
    let asks = Prompt.isPossible && !noPrompt
    let surroundings = try whatIsThere(asks)
    var questions = InitQuestions(command: self, surroundings: surroundings, asks: asks)
    let (request, answers) = try questions.request()
    let scaffold = try Scaffold(request, at: Instant(seconds: Int64(time(nil))))
    let (missing, kept) = surroundings.sorted(scaffold.files)
    var listing = InitListing(scaffold, in: surroundings, style: look.style)
    listing.showFiles(missing: missing, kept: kept, isRehearsal: dryRun)
    if dryRun, look.detail == .verbose { listing.showTexts(of: missing) }
    listing.showPeople(questions.people, isWritten: missing.contains { $0.path == Scaffold.rosterPath })
    listing.showNotes(surroundings.notes + answers + scaffold.notes)
    try StandardOutput.write(listing.text)
    if dryRun { return }
    if missing.isEmpty { return hooks ? try installHooks() : () }
    var wantsHooks = hooks
    if asks {
      let isWanted = try Prompt.confirm("write these files?", default: true)
      if !isWanted { throw UsageError("nothing was written") }
      if !hooks {
        wantsHooks = try Prompt.confirm(
          "let git ask countersign before it commits and pushes (countersign hook install)?", default: true)
      }
    }
    try surroundings.write(missing)
    var steps = InitListing(scaffold, in: surroundings, style: look.style)
    if wantsHooks { try installHooks() }
    steps.showNextSteps(branch: request.branch, hasHooks: wantsHooks)
    try StandardOutput.write("\n" + steps.text)
  }

  private func installHooks() throws {
    try HookInstallCommand.parse(repository.path.map { ["--repo", $0] } ?? []).run()
  }

  /// What there is. A directory that is in no repository is made one by whoever says so.
  private func whatIsThere(_ asks: Bool) throws -> InitSurroundings {
    if try InitSurroundings.isMissing(at: repository.path) {
      if dryRun {
        return try InitSurroundings.read(without: repository.path, branch: branch, people.allowedSigners)
      }
      let place = repository.path ?? "this directory"
      let question = "\(place) is in no git repository; make it one?"
      var isWanted = gitInit
      if !isWanted, asks { isWanted = try Prompt.confirm(question, default: true) }
      if !isWanted {
        throw UsageError("\(place) is in no git repository: git init -b main first, or add --git-init")
      }
      try InitSurroundings.make(at: repository.path, branch: branch)
    }
    return try InitSurroundings.read(at: repository.path, branch: branch, people.allowedSigners)
  }
}

/// Who is to be on the roster.
struct InitPeopleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Somebody, such as 'bob=Bob Example <bob@example.com>'; without bob= the id is made of the name; may be "
        + "repeated.", valueName: "who"))
  var person: [String] = []

  @Option(help: ArgumentHelp("A bot that signs evidence; may be repeated.", valueName: "who"))
  var bot: [String] = []

  @Option(help: ArgumentHelp("Who may do which reviews; may be repeated.", valueName: "role=id,id"))
  var role: [String] = []

  @Option(help: ArgumentHelp("Who is in a team; may be repeated.", valueName: "team=id,id"))
  var team: [String] = []

  @Option(
    help: ArgumentHelp("Somebody's public key, or its .pub file; may be repeated.", valueName: "id=key"))
  var key: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file in OpenSSH's format that says whose keys are whose; default: git's own.", valueName: "file"))
  var allowedSigners: String?

  @Flag(help: "Leave out the people of the log, but for those who are named.")
  var noLog = false
}

/// What the card of a first model says.
struct InitCardOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write a card for this model.", valueName: "id"))
  var model: String?

  @Option(help: ArgumentHelp("Who answers for it; default: you.", valueName: "id"))
  var owner: String?

  @Option(
    help: ArgumentHelp(
      "A field of the card: text, or YAML on one line; may be repeated.", valueName: "field=value"))
  var card: [String] = []
}

enum InitForge: String, ExpressibleByArgument, CaseIterable { case github, gitlab, none }
