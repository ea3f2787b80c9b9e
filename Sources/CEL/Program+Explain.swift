extension Program {
  /// A part of an expression and what it is.
  public struct Explanation: Sendable, Equatable {
    /// The part's text.
    public let source: String
    /// UTF-8 bytes of the expression's text before it and before its end.
    public let range: Range<Int>
    /// Its value, or why it has none.
    public let result: Result<Value, EvaluationError>
  }

  /// The values of the parts that decide: what is compared, what functions and macros are called with and say, what
  /// is read from variables; in the order of the text, nothing twice, no literals and nothing within a macro's body.
  ///
  /// - Parameters:
  ///   - bindings: Values for the variables by name.
  ///   - count: How many parts at most.
  /// - Returns: The parts. All together cost no more than one evaluation may.
  public func explain(_ bindings: [String: Value], atMost count: Int = 32) -> [Explanation] {
    let slots = variables.map { bindings[$0] }
    let text = Array(self.text.utf8)
    var steps = limits.steps
    var seen: Set<[UInt8]> = []
    var explanations: [Explanation] = []
    for part in parts where explanations.count < count {
      let source = text[part.start..<part.end]
      guard seen.insert(Array(source)).inserted else { continue }
      var frame = frame(slots, steps: steps)
      let result: Result<Value, EvaluationError>
      do throws(EvaluationError) {
        try frame.pay(steps: part.end - part.start)
        result = .success(try part.node.evaluate(&frame))
      } catch {
        result = .failure(error.located(in: text))
      }
      steps = max(0, frame.steps)
      explanations.append(
        Explanation(
          source: String(decoding: source, as: UTF8.self), range: part.start..<part.end, result: result))
    }
    return explanations
  }
}

extension Compiler.Part {
  /// The parts in the order of the text, of those that begin at one place the shortest first; each place once.
  static func told(_ parts: [Self]) -> [Self] {
    var told: [Self] = []
    for part in parts.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where told.last.map({ $0.start != part.start || $0.end != part.end }) ?? true {
      told.append(part)
    }
    return told
  }
}
