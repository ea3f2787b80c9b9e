import Governance

/// The gates of one model, or of a policy change: a line for each, and below a red one what is the matter
/// and who could mend it.
struct GateSection {
  let style: Style
  let detail: TextReport.Detail
  let entries: FindingEntries

  /// How many names are told before the rest is only counted.
  private static let namesShown = 8

  /// - Parameters:
  ///   - model: nil for a change of the policy.
  ///   - isBrief: whether all that is told is each gate's line, and why approvals do not count.
  func write(_ gates: [GateJudgement], model: ModelID?, isBrief: Bool = false, on page: inout Page) {
    // A gate with a name beyond all measure does not push the others' columns off the screen.
    let nameColumns = min(24, gates.map { columns(of: $0.id.text) }.max() ?? 0)
    let countColumns = gates.map { count(of: $0).utf8.count }.max() ?? 0
    for gate in gates {
      let lead =
        style.mark(of: gate.verdict) + " "
        + padded(Phrase(gate.id.text, .strong), columns(of: gate.id.text), nameColumns)
        + "  " + padded(Phrase(count(of: gate)), count(of: gate).utf8.count, countColumns) + "  "
      page.line(lead, standing(of: gate), indent: 2)
      writeApprovals(of: gate, on: &page)
      if !isBrief { writeDetails(of: gate, model: model, on: &page) }
    }
  }

  private func count(of gate: GateJudgement) -> String { "\(gate.counted.count) of \(gate.required)" }

  private func columns(of text: String) -> Int {
    Printable.columns(of: Printable(text, unicode: style.unicode).text)
  }

  private func padded(_ phrase: Phrase, _ columns: Int, _ wanted: Int) -> Phrase {
    phrase + String(repeating: " ", count: max(0, wanted - columns))
  }

  /// Who signed, and in a few words what is missing.
  private func standing(of gate: GateJudgement) -> Phrase {
    var parts: [Phrase] = []
    if let waiver = gate.waiver {
      let names = waiver.approvers.map(\.text).joined(separator: ", ")
      parts.append(Phrase("waived until \(waiver.expires.date) by \(names)"))
    }
    if !gate.counted.isEmpty { parts.append(Phrase(gate.counted.map(gate.name).joined(separator: ", "))) }
    if gate.lacking > 0 {
      let roles = gate.roles.map(\.text).joined(separator: " or ")
      // A change of the policy that nobody approved has a rule of its own, which the reader may look up.
      let rule = gate.findings.first { $0.rule == .policyChangeUnapproved }?.rule
      parts.append(
        Phrase(
          "needs \(gate.lacking) more" + (roles.isEmpty ? "" : " by \(roles)")
            + (rule.map { " [\($0.rawValue)]" } ?? ""), .bad))
    }
    var told: [Rule] = []
    for finding in gate.otherFindings where finding.severity == .error && !told.contains(finding.rule) {
      told.append(finding.rule)
      parts.append(Phrase(GateSection.word(for: finding.rule), Ink(finding.verdict)))
    }
    return parts.isEmpty ? Phrase("nobody has to sign", .faint) : parts.joined("; ")
  }

  /// What a rule finds, in a word or two.
  static func word(for rule: Rule) -> String {
    switch rule {
    case .gateVetoed: "vetoed"
    case .gateOrder: "out of order"
    case .gateUnsatisfied: "unsatisfied"
    case .separationGates: "one person for several gates"
    case .separationTeams: "too few teams"
    case .separationPerson: "one person for two slots"
    default: rule.rawValue.split(separator: "-").joined(separator: " ")
    }
  }

  private func writeApprovals(of gate: GateJudgement, on page: inout Page) {
    for outcome in gate.approvals {
      switch outcome.standing {
      case .counted: continue
      case .surplus:
        if detail == .verbose {
          page.line(Phrase("\(outcome.reviewer) approves as well; every slot is filled", .faint), indent: 6)
        }
      case .rejected(let rule, let message):
        // Who vetoes has said so with a finding of its own.
        if rule == .gateVetoed, gate.findings.contains(where: { $0.rule == .gateVetoed }) { continue }
        let saying = "\(outcome.reviewer)'s approval does not count: \(message)"
        let finding =
          gate.finding(about: outcome)
          ?? Finding(
            rule, gate.lacking > 0 ? .error : .note, saying, gate: gate.id, path: outcome.record.path,
            commit: outcome.record.commit)
        guard entries.shows(finding) else { continue }
        if detail == .verbose {
          entries.write(finding, saying: saying, indent: 6, on: &page)
        } else {
          // The line a reader needs; place, commit and help are there for who asks.
          page.line(
            Phrase("\(outcome.reviewer) ") + Phrase("[\(rule.rawValue)]", Ink(finding.verdict)) + " ",
            Phrase(message),
            indent: 6)
        }
      }
    }
  }

  private func writeDetails(of gate: GateJudgement, model: ModelID?, on page: inout Page) {
    var others = gate.otherFindings
    // Who could approve is told below, with the command.
    if gate.lacking > 0 {
      for index in others.indices
      where [.separationGates, .separationTeams, .separationPerson].contains(others[index].rule) {
        others[index].help = nil
      }
    }
    entries.write(others, indent: 6, on: &page)
    if gate.lacking > 0 { writeCandidates(of: gate, model: model, on: &page) }
  }

  private func writeCandidates(of gate: GateJudgement, model: ModelID?, on page: inout Page) {
    if gate.candidates.isEmpty {
      let roles = gate.roles.map(\.text).joined(separator: " or ")
      page.line(
        Phrase("help", .command) + ": ",
        Phrase(
          "nobody on the roster could approve: give someone the role \(roles) in policies/identities.yaml"),
        indent: 6)
      return
    }
    let shown = detail == .verbose ? gate.candidates.count : GateSection.namesShown
    let hidden = gate.candidates.count - shown
    let names = gate.candidates.prefix(shown).map(\.description).joined(separator: ", ")
    page.line(
      Phrase("could approve", .command) + ": ", Phrase(names + (hidden > 0 ? " and \(hidden) more" : "")),
      indent: 6)
    page.verbatim(
      Phrase(ShellCommand(unicode: style.unicode).approve(model, gate: gate.id), .command), indent: 8)
  }
}

extension GateJudgement {
  /// The name of one whose approval counts, with that of the person in whose place they approve.
  func name(of person: IdentityID) -> String {
    let outcome = approvals.first { $0.reviewer == person && $0.standing == .counted }
    return Candidate(person, for: outcome?.delegator).description
  }

  /// The finding that says why an approval does not count.
  func finding(about outcome: ApprovalOutcome) -> Finding? {
    guard case .rejected(let rule, let message) = outcome.standing else { return nil }
    return findings.first { finding in
      finding.rule == rule && finding.commit == outcome.record.commit
        && (finding.path?.isExactly(outcome.record.path) ?? false)
        && finding.message.ends(withBytesOf: message)
    }
  }

  /// The findings that tell more than the gate's line and its approvals do.
  var otherFindings: [Finding] {
    let told = approvals.compactMap { finding(about: $0) }
    return findings.filter { finding in
      !isShortage(finding) && !told.contains { $0 == finding }
    }
  }

  /// Whether the finding says only how many approvals are missing, as the gate's line does.
  private func isShortage(_ finding: Finding) -> Bool {
    lacking > 0 && [.gateUnsatisfied, .policyChangeUnapproved].contains(finding.rule)
      && finding.message.ends(withBytesOf: "(\(counted.count) of \(required))")
  }
}

extension String {
  fileprivate func ends(withBytesOf suffix: String) -> Bool {
    utf8.count >= suffix.utf8.count && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
