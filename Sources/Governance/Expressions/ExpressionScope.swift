import CEL

/// The values that the policy's expressions speak of, for one model in one transition.
package struct ExpressionScope: Sendable {
  private var values: [ExpressionVariable: CEL.Value] = [:]
  /// Where what was read stands.
  private let card: Card?
  private let baseline: Card?

  /// - Parameters:
  ///   - card: nil where there is none that could be read; an expression that speaks of it then has no value.
  ///   - subject: the digest, as it is printed.
  ///   - contributors: nil where nobody looked for them; an expression that speaks of them then has no value.
  package init(
    card: Card?, baseline: Card?, model: ModelID, path: String, subject: String, contributors: [IdentityID]?,
    stage: StageID, now: Instant
  ) {
    self.card = card
    self.baseline = baseline
    values[.card] = card.flatMap { ExpressionScope.expressed([$0.fields])?.elements.first }
    values[.baseline] = baseline.map { ExpressionScope.expressed([$0.fields])?.elements.first } ?? .null
    var known: [String: CEL.Value] = [
      "id": .string(model.text), "path": .string(path), "subject": .string(subject),
    ]
    if let contributors { known["contributors"] = CEL.Value(contributors.map { .string($0.text) }) }
    values[.model] = CEL.Value(known)
    values[.stage] = .string(stage.text)
    values[.now] = Timestamp(seconds: now.seconds).map(CEL.Value.timestamp)
  }

  /// A scope in which nothing has a value but the present.
  package init(now: Instant) {
    card = nil
    baseline = nil
    values[.now] = Timestamp(seconds: now.seconds).map(CEL.Value.timestamp)
  }

  /// The same without a stage and a tier, where there is no policy that would say them.
  func withoutPolicy() -> ExpressionScope {
    var scope = self
    scope.values[.stage] = nil
    scope.values[.tier] = nil
    return scope
  }

  /// The same with a tier.
  package func inTier(_ tier: TierID) -> ExpressionScope {
    var scope = self
    scope.values[.tier] = .string(tier.text)
    return scope
  }

  /// The same with the reports that count.
  package func with(evidence: [EvidenceRecord]) -> ExpressionScope {
    with(reports: evidence.map { ModelState.Report(path: $0.path, document: $0.document) })
  }

  /// The same with these reports, whoever brought them.
  func with(reports: [ModelState.Report]) -> ExpressionScope {
    var scope = self
    let reports = reports.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    scope.values[.evidence] = ExpressionScope.expressed(reports.map(\.document.fields)).map(CEL.Value.list)
    return scope
  }

  /// Documents as expressions see them. Nil, and with it a variable without a value, which is an error wherever it
  /// is read, where one cannot be expressed; strict reading leaves none such.
  private static func expressed(_ documents: [Value]) -> List? {
    do throws(EvaluationError) {
      var values: [CEL.Value] = []
      for document in documents { values.append(try document.expressed()) }
      return List(values)
    } catch {
      return nil
    }
  }

  /// What an expression comes to.
  package enum Answer: Sendable, Equatable {
    case yes, no
    /// It has no value, or one that is neither true nor false.
    case error(String)
  }

  package func answer(_ expression: PolicyExpression) -> Answer {
    do throws(EvaluationError) {
      switch try expression.program.evaluate(slots: ExpressionVariable.allCases.map { values[$0] }) {
      case .bool(let isTrue): return isTrue ? .yes : .no
      case let other: return .error("it is \(other.excerpt), neither true nor false")
      }
    } catch {
      return .error(error.message)
    }
  }

  /// What an expression comes to, whatever that is.
  ///
  /// - Parameter count: how many of its parts are told at most.
  package func result(of expression: PolicyExpression, parts count: Int = 32) -> ExpressionResult {
    let outcome: ExpressionResult.Outcome
    do throws(EvaluationError) {
      let value = try expression.program.evaluate(slots: ExpressionVariable.allCases.map { values[$0] })
      outcome = .value(ExpressionResult.Shown(value))
    } catch {
      outcome = .error(error.message, error.position.map { Position($0) })
    }
    let parts = expression.program.explain(bindings, atMost: count).map { part in
      let outcome: ExpressionResult.Outcome =
        switch part.result {
        case .success(let value): .value(ExpressionResult.Shown(value))
        case .failure(let error): .error(error.message, error.position.map { Position($0) })
        }
      return ExpressionResult.Part(
        source: part.source, position: Position(expression.program.position(ofOffset: part.range.lowerBound)),
        outcome: outcome)
    }
    let read = Set(expression.selections.map(\.variable))
    return ExpressionResult(
      source: expression.source, outcome: outcome, parts: parts,
      missing: ExpressionVariable.allCases.filter { read.contains($0) && values[$0] == nil })
  }

  private var bindings: [String: CEL.Value] {
    Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }

  /// The parts that decide what an expression comes to, with their values.
  package func readings(of expression: PolicyExpression) -> [Leaf.Reading] {
    expression.program.explain(bindings, atMost: 8).map { part in
      let value =
        switch part.result {
        case .success(let value): value.excerpt(atMost: 60)
        case .failure(let error): "an error: \(error.message)"
        }
      let place = place(of: part.source)
      return Leaf.Reading(
        part.source, value, path: place?.path, position: place?.position, isAtBase: place?.isAtBase ?? false)
    }
  }

  /// Where a value that an expression spells plainly, such as `card.data[0].personal`, stands.
  private func place(of source: String) -> (path: String, position: Position?, isAtBase: Bool)? {
    for (variable, document) in [(ExpressionVariable.card, card), (.baseline, baseline)] {
      let prefix = "\(variable.rawValue)."
      guard let document, source.utf8.starts(with: prefix.utf8) else { continue }
      guard let position = document.positions[String(source.dropFirst(prefix.count))] else { return nil }
      return (document.path, position, variable == .baseline)
    }
    return nil
  }
}
