import Foundation
import Testing

/// From an empty directory to a model on a protected branch, by the programs that people have: countersign, git and
/// ssh-keygen.
@Suite(
  .enabled(
    if: Tool.present(.git, .sh, .sshKeygen),
    Tool.notTested("the way of a newcomer", for: .git, .sh, .sshKeygen)))
struct NewcomerTests {
  private static let people = ["olga", "erin", "alice", "farid", "grace", "heidi", "dana"]

  /// Who signs which gate. The business is asked last.
  private static let reviews = [
    ("alice", "technical"), ("farid", "technical"), ("grace", "fairness"), ("heidi", "security"),
    ("dana", "business"),
  ]

  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    // Everybody's own configuration says who they are, and the clock when it is.
    for role in ["AUTHOR", "COMMITTER"] {
      for what in ["NAME", "EMAIL", "DATE"] { workspace.environment["GIT_\(role)_\(what)"] = nil }
    }
    for person in NewcomerTests.people + ["ci"] {
      try workspace.makeKey(person)
      try workspace.write(
        """
        [user]
        	name = \(person)
        	email = \(person)@example.com
        	signingKey = \(workspace.path(person))
        [gpg]
        	format = ssh
        [commit]
        	gpgSign = true

        """, to: "\(person).gitconfig")
    }
    try FileManager.default.createDirectory(
      at: workspace.folder.appendingPathComponent("models"), withIntermediateDirectories: true)
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "server.git")
    try workspace.expect(.countersign, "hook", "install", in: "server.git")
  }

  private func by(_ person: String) -> [String: String] {
    ["GIT_CONFIG_GLOBAL": workspace.path("\(person).gitconfig")]
  }

  private func commit(_ message: String, by person: String) throws {
    try workspace.expect(.git, "add", "-A", in: "models")
    try workspace.expect(.git, "commit", "-q", "-m", message, in: "models", with: by(person))
  }

  private func write(_ text: String, to file: String) throws {
    try workspace.write(text, to: "models/\(file)")
  }

  private func scaffold(_ arguments: [String], by person: String) throws {
    let outcome = try workspace.run(
      .countersign, ["init", "--no-prompt"] + arguments, in: "models", with: by(person))
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// The policy and the roster come first, and are the trust root of the server.
  private func foundation() throws {
    var arguments = [
      "--git-init", "--pack", "baseline", "--repository-name", "acme/models", "--branch", "main",
    ]
    for person in NewcomerTests.people {
      arguments += ["--person", "\(person)=\(person) <\(person)@example.com>"]
    }
    arguments += ["--bot", "ci=ci <ci@example.com>"]
    for person in NewcomerTests.people + ["ci"] {
      arguments += ["--key", "\(person)=\(workspace.path(person)).pub"]
    }
    for role in [
      "ml-engineer=erin,alice,farid", "fairness-reviewer=grace", "security-reviewer=heidi",
      "business-owner=dana",
      "policy-maintainer=olga",
    ] { arguments += ["--role", role] }
    try scaffold(arguments, by: "olga")
    try workspace.expect(.countersign, "hook", "install", in: "models")
    try commit("bring the policy", by: "olga")
    try workspace.expect(.git, "remote", "add", "origin", "../server.git", in: "models")
    let push = try workspace.run(.git, ["push", "-q", "origin", "main"], in: "models")
    #expect(push.status == 0, "\(push.errors)")
    let root = try workspace.expect(.git, "rev-parse", "main", in: "models")
    try workspace.expect(.git, "config", "countersign.root", root, in: "server.git")
  }

  /// A card by its developer, evidence by the bot.
  private func model() throws {
    try workspace.expect(.git, "checkout", "-q", "-b", "credit", in: "models")
    var arguments = ["--model", "credit", "--owner", "erin"]
    for field in [
      "stage=production", "tier=high-risk", "purpose=Ranks applications for consumer credit", "license=MIT",
      "metrics=[{name: auc, value: 0.81}]", "limitations=Applicants without any history",
      "intended-use=Supports a credit officer",
      "fairness=[{group: age<25, metric: demographic_parity_difference, value: 0.04, assessed: true}]",
    ] { arguments += ["--card", field] }
    try scaffold(arguments, by: "erin")
    try write("0.31 0.42\n", to: "models/credit/weights.csv")
    try commit("bring credit", by: "erin")
    try write(
      """
      apiVersion: countersign/v1
      kind: Evidence
      name: validation
      produced: \(ISO8601DateFormatter().string(from: Date()))
      metrics: [{name: auc, value: 0.81}]

      """, to: "models/credit/evidence/validation.yaml")
    try commit("validate credit", by: "ci")
  }

  private func approve(
    _ reviews: [(String, String)],
    because rationale: String = "I looked at every number, and at who is affected", anyway: Bool = false
  ) throws {
    for (person, gate) in reviews {
      let outcome = try workspace.run(
        .countersign,
        ["approve", "credit", "--gate", gate, "--rationale", rationale]
          + (gate == "fairness" ? ["--checklist", "groups"] : []) + (anyway ? ["--anyway"] : []),
        in: "models", with: by(person))
      // One that does not count yet ends with 1.
      #expect(outcome.status == 0 || anyway && outcome.status == 1, "\(person): \(outcome.errors)")
    }
  }

  /// Past the hook of the clone, so that the server has the word.
  private func push() throws -> Workspace.Outcome {
    try workspace.run(.git, ["push", "--no-verify", "origin", "credit:main"], in: "models", with: by("erin"))
  }

  @Test func `five people approve, and the model lands`() throws {
    try foundation()
    try model()
    try approve(NewcomerTests.reviews)
    let outcome = try push()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("satisfied: 1 model on main"))
    #expect(
      try workspace.expect(.git, "rev-parse", "main", in: "server.git")
        == workspace.expect(.git, "rev-parse", "credit", in: "models"))
    #expect(try workspace.expect(.git, "status", "--short", in: "models").isEmpty)
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func `with one approval missing it does not, and the answer names the gate and who could sign`(
    _ missing: Int
  )
    throws
  {
    try foundation()
    try model()
    var reviews = NewcomerTests.reviews
    let (person, gate) = reviews.remove(at: missing)
    // The business does not wait for the others.
    try approve(reviews, anyway: true)
    // The clone says the same before anything is sent.
    let early = try workspace.run(.git, ["push", "-q", "origin", "credit:main"], in: "models")
    let outcome = try push()
    for errors in [early.errors, outcome.errors] {
      #expect(errors.contains("violated: 1 model on main"), "\(errors)")
      #expect(errors.contains("could approve: \(person)"), "\(errors)")
      #expect(errors.contains("countersign approve credit --gate \(gate)"), "\(errors)")
    }
    #expect(outcome.status != 0 && early.status != 0)
    let root = try workspace.expect(.git, "config", "countersign.root", in: "server.git")
    #expect(try workspace.expect(.git, "rev-parse", "main", in: "server.git") == root)
    // And then it does, once the business has it in front of it.
    let late = [(person, gate)] + (missing < 4 ? [NewcomerTests.reviews[4]] : [])
    try approve(late, because: "I looked at the rest as well, and at who is affected")
    #expect(try push().status == 0)
  }
}
