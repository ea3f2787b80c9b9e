import Foundation
import Testing

/// From an empty directory to a model on a protected branch, by the programs that people have: git and ssh-keygen.
@Suite(
  .enabled(
    if: Tool.present(.git, .sh, .sshKeygen),
    Tool.notTested("the way of a newcomer", for: .git, .sh, .sshKeygen)))
struct NewcomerTests {
  /// Everybody of the story, with the role that the roster gives them.
  private static let people = [
    ("olga", "policy-maintainer"), ("erin", "ml-engineer"), ("alice", "validator"),
    ("grace", "fairness-reviewer"), ("heidi", "security-reviewer"), ("judy", "counsel"),
    ("dana", "business-owner"), ("ci", "ci-validator"),
  ]

  /// Who signs which gate, in the order of the gates.
  private static let reviews = [
    ("alice", "technical"), ("grace", "fairness"), ("heidi", "security"), ("judy", "legal"),
    ("dana", "business"),
  ]

  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    // Everybody's own configuration says who they are, and the clock when it is.
    for role in ["AUTHOR", "COMMITTER"] {
      for what in ["NAME", "EMAIL", "DATE"] { workspace.environment["GIT_\(role)_\(what)"] = nil }
    }
    for (person, _) in NewcomerTests.people {
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
    try workspace.expect(.git, "init", "-q", "-b", "main", "models")
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "server.git")
    try workspace.expect(.git, "remote", "add", "origin", "../server.git", in: "models")
    try workspace.expect(.countersign, "hook", "install", in: "server.git")
    try workspace.expect(.countersign, "hook", "install", in: "models")
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

  /// The policy and the roster come first, and are the trust root of the server.
  private func foundation() throws {
    try write(
      """
      apiVersion: countersign/v1
      kind: Policy
      version: 1
      repository: acme/models
      stages:
        - {id: development}
        - {id: production, branch: main}
      gates:
        - id: technical
          roles: [validator]
          approvals: 1
          thresholds: [{metric: auc, min: 0.75}]
          evidence: [{name: validation, signed-by: [ci-validator], max-age: P30D}]
        - {id: fairness, roles: [fairness-reviewer], approvals: 1}
        - {id: security, roles: [security-reviewer], approvals: 1}
        - {id: legal, roles: [counsel], approvals: 1}
        - {id: business, roles: [business-owner], approvals: 1, after: [technical, fairness, security, legal]}
        - {id: policy, applies-to: policy, roles: [policy-maintainer], approvals: 1}
      separation-of-duties: {gates-per-person: 1}

      """, to: "policies/policy.yaml")
    let roster = try NewcomerTests.people.map { person, role in
      let key = try workspace.read("\(person).pub").split(separator: " ").prefix(2).joined(separator: " ")
      return """
          - id: \(person)
            kind: \(person == "ci" ? "bot" : "person")
            emails: [\(person)@example.com]
            roles: [\(role)]
            keys: [{ssh: "\(key)"}]

        """
    }
    try write(
      "apiVersion: countersign/v1\nkind: Identities\nidentities:\n" + roster.joined(),
      to: "policies/identities.yaml")
    try commit("bring the policy", by: "olga")
    let push = try workspace.run(.git, ["push", "-q", "origin", "main"], in: "models")
    #expect(push.status == 0, "\(push.errors)")
    let root = try workspace.expect(.git, "rev-parse", "main", in: "models")
    try workspace.expect(.git, "config", "countersign.root", root, in: "server.git")
  }

  /// A card by its developer, evidence by the bot.
  private func model() throws {
    try workspace.expect(.git, "checkout", "-q", "-b", "credit", in: "models")
    try write("0.31 0.42\n", to: "models/credit/weights.csv")
    let sum = try #require(
      try workspace.expect(.sh, "-c", "sha256sum models/credit/weights.csv", in: "models").split(
        separator: " "
      )
      .first)
    try write(
      """
      apiVersion: countersign/v1
      kind: ModelCard
      id: credit
      name: Retail credit scoring
      version: 1.0.0
      stage: production
      owner: erin
      purpose: Scores applications for consumer credit
      artifacts: [{path: weights.csv, sha256: \(sum)}]

      """, to: "models/credit/card.yaml")
    try commit("bring credit", by: "erin")
    try write(
      """
      apiVersion: countersign/v1
      kind: Evidence
      name: validation
      artifact: \(sum)
      produced: \(ISO8601DateFormatter().string(from: Date()))
      metrics: [{name: auc, value: 0.81}]

      """, to: "models/credit/evidence/validation.yaml")
    try commit("validate credit", by: "ci")
  }

  private func approve(_ reviews: [(String, String)], because rationale: String = "I looked at all of it")
    throws
  {
    for (person, gate) in reviews {
      let outcome = try workspace.run(
        .countersign, ["approve", "credit", "--gate", gate, "--rationale", rationale],
        in: "models", with: by(person))
      #expect(outcome.status == 0, "\(person): \(outcome.errors)")
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
    try approve(reviews)
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
    try approve(late, because: "I looked at the rest as well")
    #expect(try push().status == 0)
  }
}
