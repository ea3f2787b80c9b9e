import Governance

/// Stages that come, go or change: their order, their branches, and whether a model has to pass gates for them.
struct StageDiff {
  let found: [PolicyDifference]

  init(_ before: Policy, _ after: Policy) {
    let (old, new) = (before.stages.map(\.id), after.stages.map(\.id))
    var order = Differences(of: "stages")
    for stage in old where !new.contains(stage) { order.add(.changes, "lose \(stage)") }
    for stage in new where !old.contains(stage) { order.add(.changes, "gain \(stage)") }
    if old.filter(new.contains) != new.filter(old.contains) {
      order.add(.changes, "order", from: PolicyDiff.list(old), to: PolicyDiff.list(new))
    }
    StageDiff.compareBranches(before, after, &order)
    var found = order.found
    for stage in after.stages {
      let earlier = before.stages.first { $0.id == stage.id }
      var differences = Differences(of: "stage \(stage.id)")
      StageDiff.compare(earlier ?? Stage(id: stage.id), stage, &differences)
      if earlier != nil, before.isGated(stage.id) != after.isGated(stage.id) {
        let isGated = after.isGated(stage.id)
        differences.add(isGated ? .tightens : .loosens, isGated ? "needs gates now" : "needs gates no more")
      }
      found += differences.found
    }
    for stage in before.stages where !new.contains(stage.id) {
      var differences = Differences(of: "stage \(stage.id)")
      StageDiff.compare(stage, Stage(id: stage.id), &differences)
      found += differences.found
    }
    self.found = found
  }

  /// Where no stage has a branch, every branch is judged; else only those that stages have.
  private static func compareBranches(_ before: Policy, _ after: Policy, _ differences: inout Differences) {
    let had = before.stages.contains { $0.branch != nil }
    let have = after.stages.contains { $0.branch != nil }
    if !had, have { differences.add(.loosens, "have branches: others are judged no more") }
    if had, !have { differences.add(.tightens, "have no branches: every branch is judged now") }
  }

  private static func compare(_ before: Stage, _ after: Stage, _ differences: inout Differences) {
    differences.add(
      from: before.branch.map { [PlainText($0)] } ?? [], to: after.branch.map { [PlainText($0)] } ?? [],
      joining: .tightens, joins: "is tied to branch", leaves: "is tied no more to branch")
    switch (before.after, after.after) {
    case (nil, let earlier?): differences.add(.tightens, "may only follow \(earlier)")
    case (let earlier?, nil): differences.add(.loosens, "no longer has to follow \(earlier)")
    case (let earlier?, let later?) where earlier != later:
      differences.add(.changes, "has to follow", from: earlier.text, to: later.text)
    default: break
    }
  }
}
