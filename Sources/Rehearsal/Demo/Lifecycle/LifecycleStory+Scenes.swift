import GitHistory

extension LifecycleStory {
  private typealias Command = LifecycleDemo.Command
  private static let waiver = "\(directory)/waivers/hotfix.yaml"

  /// The whole story. What is told of a day is judged at the midnight that ends it.
  func scenes() throws(RehearsalError) -> [LifecycleDemo.Scene] {
    [
      try approved(), try deployed(), try breached(), try refused(), try reapproved(), try overdue(),
      try waived(),
      try unratified(), try ratified(), try retired(),
    ]
  }

  private func scene(
    _ title: String, _ story: String, at revision: String, is state: String, _ commands: [Command]
  ) -> LifecycleDemo.Scene {
    LifecycleDemo.Scene(
      title: title, date: date, story: story, revision: revision, state: state, commands: commands)
  }

  /// The midnight after the day the story stands at.
  private var moment: String { Timestamp.date(repository.clock + 86_400) }

  private func check(_ head: String, onto base: String, exit: Int32 = 0) -> Command {
    Command(
      arguments: [
        "check", "--base", base, "--head", head, "--branch", "main", "--at", moment, "--root", root,
      ],
      expectedExit: exit)
  }

  private func registry(_ revision: String) -> Command {
    Command(arguments: ["registry", "--rev", revision, "--at", moment, "--root", root], expectedExit: 0)
  }

  private var standing: Command {
    Command(arguments: ["audit", "--at", moment, "--root", root], expectedExit: 0)
  }

  private func approved() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 13)
    try repository.branch("release")
    try repository.write(GitPath("\(Self.directory)/card.yaml"), LifecyclePolicy.card)
    try repository.write(GitPath("\(Self.directory)/src/score.py"), LifecyclePolicy.code)
    try repository.commit("credit-scoring: version 1.0.0", by: cast.erin)
    try approve(
      "technical", by: cast.alice, because: "retrained it from the pinned data and got the same coefficients")
    try approve(
      "fairness", by: cast.grace, scope: ["card.yaml"],
      because: "measured women against men on the holdout set: the difference is what the card says")
    try approve(
      "business", by: cast.dana, because: "it refuses fewer good customers than the scorecard it replaces")
    try land("release", as: "released")
    return scene(
      "Approved",
      "Erin brings a model that is to score loans, and three people approve it, a gate each. "
        + "Nothing is missing: it may land on main.", at: "released", is: "approved",
      [check("release", onto: root)])
  }

  private func deployed() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 41)
    try report(approvals: "0.41", defaults: "0.031")
    try land("report-2025-02-10", as: "watched")
    return scene(
      "Deployed",
      "It serves customers, and the policy wants to hear every 30 days how it does. The pipeline signs a report; "
        + "both indicators are within the limits of the card.", at: "watched", is: "approved",
      [registry("watched")])
  }

  private func breached() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 69)
    try report(approvals: "0.44", defaults: "0.071")
    try land("report-2025-03-10", as: "breached")
    return scene(
      "A breach",
      "The next report says that 7.1 % of the loans default; the card allows 4 %. The policy opens two gates again: "
        + "the approval has lapsed.", at: "breached", is: "lapsed", [standing])
  }

  private func refused() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 71)
    try repository.branch("recalibrate", from: "main")
    try repository.edit(GitPath("\(Self.directory)/src/score.py"), "CUTOFF = 0.55", to: "CUTOFF = 0.48")
    try repository.commit("credit-scoring: look twice at more applications", by: cast.erin)
    return scene(
      "A remedy without approvals",
      "Erin lowers the cutoff. What was approved before the breach does not count for what lands after it: "
        + "the change has to wait.", at: "breached", is: "lapsed",
      [check("recalibrate~2", onto: "breached", exit: 1)])
  }

  private func reapproved() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 73)
    try approve(
      "technical", by: cast.alice,
      because: "replayed the last quarter with the new cutoff: 3.6 % would have defaulted",
      condition: "[{id: alarm, text: alarm when weekly defaults pass 4 %, owner: erin, due: 2025-04-10}]")
    try approve(
      "business", by: cast.dana, because: "more second looks cost us a day, and less than the defaults did")
    try land("recalibrate", as: "recalibrated")
    return scene(
      "Approved anew, on a condition",
      "Alice and Dana know of the breach and approve, Alice on condition that Erin adds an alarm by April 10th. "
        + "Grace need not: her gate's scope is the card, which did not change.", at: "recalibrated",
      is: "approved",
      [check("recalibrate", onto: "breached"), registry("recalibrated")])
  }

  private func overdue() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 92)
    try report(approvals: "0.37", defaults: "0.036")
    try land("report-2025-04-02", as: "quiet")
    go(to: 101)
    return scene(
      "A condition nobody met",
      "The numbers are fine again, and the alarm is forgotten. On April 11th Alice's approval, which rested on "
        + "it, counts no more.", at: "quiet", is: "lapsed", [standing])
  }

  private func waived() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 104)
    try repository.branch("hotfix", from: "main")
    try repository.edit(GitPath("\(Self.directory)/src/score.py"), "CUTOFF = 0.48", to: "CUTOFF = 0.45")
    try repository.commit("credit-scoring: look twice while the alarm is missing", by: cast.erin)
    let draft = WaiverDraft(
      model: Self.model, gate: "technical", subject: try repository.subjectDigest(of: Self.model),
      issued: repository.clock, expires: start(of: 128), approvers: [cast.kim, cast.judy]
    ) {
      $0.reason = "the validator is ill, and without a remedy the model would have to be switched off"
      $0.controls = ["the credit desk counts defaults by hand every Friday"]
    }
    try repository.write(GitPath(Self.waiver), draft.yaml)
    for person in [cast.kim, cast.judy] {
      try sign(Self.waiver, by: person, namespace: "countersign-approval@v1")
    }
    try repository.commit("credit-scoring: waive technical until May 8th", by: cast.erin)
    try approve("business", by: cast.dana, because: "the second looks are worth it until the alarm is there")
    try land("hotfix", as: "waived")
    return scene(
      "A waiver",
      "Erin has a remedy, and Alice is ill. Kim of the board and Judy of counsel sign a way around her gate: with a "
        + "reason, controls in its place, and an end. It is told of wherever it is used.", at: "waived",
      is: "approved", [check("hotfix", onto: "quiet"), registry("waived")])
  }

  private func unratified() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 111)
    return scene(
      "Unconfirmed",
      "The policy lets the business confirm a waiver within a week. Nobody did, so the waiver counts no more.",
      at: "waived", is: "lapsed", [standing])
  }

  private func ratified() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 112)
    try repository.branch("ratification", from: "main")
    try sign(Self.waiver, by: cast.dana, as: ".ratified", namespace: "countersign-ratification@v1")
    try repository.commit("credit-scoring: confirm the waiver", by: cast.dana)
    try land("ratification", as: "ratified")
    return scene(
      "Ratified",
      "Dana, who answers for the business, signs the waiver too. It holds until it expires, and no longer.",
      at: "ratified", is: "approved", [registry("ratified")])
  }

  private func retired() throws(RehearsalError) -> LifecycleDemo.Scene {
    go(to: 120)
    try repository.branch("retirement", from: "main")
    try repository.edit(GitPath("\(Self.directory)/card.yaml"), "stage: production", to: "stage: retired")
    try repository.commit("credit-scoring: retire", by: cast.erin)
    try approve(
      "farewell", by: cast.judy, stage: "retired",
      because: "no open case rests on it, and its records are kept")
    try land("retirement", as: "retired")
    return scene(
      "Retired",
      "Another model takes over. Taking one out of service has a gate of its own; after that nobody asks for reports, "
        + "and bringing it back would take all gates.", at: "retired", is: "retired",
      [check("retirement", onto: "ratified"), registry("retired")])
  }
}
