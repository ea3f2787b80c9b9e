/// Whether the newest validation of a model is too old: the newest report that a gate relies on or, where no gate asks
/// for any, the newest approval that fills a slot.
struct RevalidationJudgement {
  private(set) var finding: Finding?
  /// From when on it is too old; nil where there is nothing to validate anew.
  private(set) var due: Instant?

  /// - Parameters:
  ///   - asksEvidence: whether a gate that applies asks for evidence.
  ///   - produced: when the reports that gates rely on were made.
  init(
    _ period: Period?, model: ModelID, directory: String, asksEvidence: Bool, produced: [Instant],
    gates: [GateJudgement], now: Instant
  ) {
    let approvals = gates.flatMap(\.approvals).filter { $0.standing == .counted }
    let dates = asksEvidence ? produced : approvals.compactMap(\.record.document?.date)
    // Where nothing counts at all, that is the news.
    guard let period, let newest = dates.max() else { return }
    let end = newest.adding(period)
    due = end
    guard now >= end else { return }
    let what = asksEvidence ? "the newest evidence is of" : "the newest approval is of"
    finding = Finding(
      .revalidationDue, "\(model) was due to be validated anew on \(end.date): \(what) \(newest.date)",
      help: asksEvidence
        ? "run the validation again, and commit its report under \(directory)/evidence"
        : "let people review the model and approve anew",
      model: model, path: directory)
  }
}
