import Foundation
import Rehearsal
import Testing

/// What `countersign audit` measures on the demo's repository, and on one whose reviews are a minute each.
struct AuditMeasureTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func demo() throws -> Demo {
    try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func audit(_ demo: Demo, _ more: String...) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign, ["audit", "--repo", workspace.path("demo"), "--root", "\(demo.root)"] + more)
  }

  private func document(_ outcome: Workspace.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
  }

  private static let theatre: Set = [
    "rubber-stamp-speed", "rubber-stamp-bulk", "rubber-stamp-text", "reviewer-never-rejects",
    "reviewer-reciprocal",
  ]

  @Test func `an honest past has figures, and nothing to talk about`() throws {
    let demo = try demo()
    let outcome = try audit(demo, "--format", "json")
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    let document = try document(outcome)
    let measures = try #require(document["measures"] as? [String: [String: Any]])
    #expect(measures["reviews"]?["approvals"] as? Int == 22)
    #expect(measures["reviews"]?["rejections"] as? Int == 0)
    #expect(measures["reviews"]?["stale"] as? Int == 0)
    let people = try #require(measures["reviews"]?["people"] as? [[String: Any]])
    #expect(people.first?["id"] as? String == "alice" && people.first?["approvals"] as? Int == 5)
    #expect((measures["velocity"]?["landing"] as? [String: Any])?["count"] as? Int == 4)
    let gates = try #require(measures["velocity"]?["gates"] as? [[String: Any]])
    #expect(
      Set(gates.compactMap { $0["id"] as? String }) == [
        "technical", "fairness", "security", "legal", "business", "board",
      ])
    #expect((measures["velocity"]?["bottleneck"] as? [String: Any])?["step"] as? String == "gate")
    #expect(measures["basis"]?["left-out"] as? Int == 0)
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings.allSatisfy { !AuditMeasureTests.theatre.contains($0["rule"] as? String ?? "") })
    let text = try audit(demo, "--color", "never").text
    for part in ["Velocity", "bottleneck: ", "Reviews: 22 approvals", "Dates are claims"] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `one person's audit tells what they signed, and nothing else`() throws {
    let demo = try demo()
    let outcome = try audit(demo, "--person", "farid", "--format", "json")
    let transitions = try #require(try document(outcome)["transitions"] as? [[String: Any]])
    let acts = transitions.flatMap { $0["signed"] as? [[String: Any]] ?? [] }.compactMap {
      $0["act"] as? String
    }
    #expect(acts.count(where: { $0 == "approval" }) == 1)
    #expect(acts.contains("merge") && acts.contains("contribution") && !acts.contains("evidence"))
    #expect(transitions.allSatisfy { $0["signed"] != nil })
    let text = try audit(demo, "--person", "farid").text
    #expect(text.contains("farid: 1 approval") && text.contains("approved gate technical of credit-scoring"))
    let nobody = try audit(demo, "--person", "nobody")
    #expect(nobody.status == 0 && nobody.text.contains("nobody gave no decision that landed"))
  }

  @Test func `the csv has a row for each gate of each model of each transition`() throws {
    let outcome = try audit(demo(), "--format", "csv")
    #expect(outcome.status == 0)
    let rows = outcome.text.components(separatedBy: "\r\n").dropLast()
    #expect(rows.first?.hasPrefix("commit,date,branch,landing,") ?? false)
    #expect(rows.filter { $0.contains(",credit-scoring,") && $0.contains(",production,high,") }.count == 6)
  }

  @Test func `reviews of a minute each are worth a talk, by the thresholds of the policy`() throws {
    let history = try GeneratedHistory.build(at: workspace.path("generated"), commits: 150, models: 6)
    let outcome = try workspace.run(
      .countersign,
      ["audit", "--repo", workspace.path("generated"), "--root", "\(history.root)", "--format", "json"])
    let findings = try #require(try document(outcome)["findings"] as? [[String: Any]])
    let rules = Set(findings.compactMap { $0["rule"] as? String })
    #expect(rules.contains("rubber-stamp-speed"), "\(rules)")
    #expect(!rules.contains("rubber-stamp-text"))
    let speed = try #require(findings.first { $0["rule"] as? String == "rubber-stamp-speed" })
    #expect(speed["severity"] as? String == "warning" && speed["model"] != nil && speed["commit"] != nil)
    let text = try workspace.run(
      .countersign, ["audit", "--repo", workspace.path("generated"), "--root", "\(history.root)"]
    ).text
    #expect(text.contains("Worth a talk: figures by claimed dates, no proof of anything"))
  }
}
