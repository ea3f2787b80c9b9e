import CEL
import FuzzDriver
import Glibc

/// Less than a policy's expressions may cost, so that what goes past it shows.
let limits = Limits(expressionLength: 4096, depth: 60, steps: 20_000, valueSize: 65_536)

let bindings: [String: Value] = [
  "card": [
    "name": "credit", "risk": "medium", "metrics": ["auc": 0.91, "f1": .null],
    "owners": ["ada@example.org", "bob@example.org"], "é": ["e\u{301}": true],
  ],
  "i": .int(.min), "u": .uint(.max), "d": .double(-.infinity), "s": "aé😀\0", "y": .bytes([0, 0xFF]),
  "l": [1, "a", [], [1.5]], "now": Timestamp(seconds: 1_800_000_000).map { .timestamp($0) } ?? .null,
]
let names = bindings.keys.sorted()

/// What an evaluation came to.
enum Outcome: Equatable {
  case value(Value)
  case error(EvaluationError)

  init(_ evaluate: () throws(EvaluationError) -> Value) {
    do throws(EvaluationError) {
      self = .value(try evaluate())
    } catch {
      self = .error(error)
    }
  }

  var isLimit: Bool {
    if case .error(let error) = self { error.kind == .limit } else { false }
  }
}

/// How many values a value holds, itself among them.
func count(_ value: Value) -> Int {
  switch value {
  case .list(let list): list.elements.reduce(1) { $0 + count($1) }
  case .map(let map): map.entries.reduce(1) { $0 + count($1.key) + count($1.value) }
  case .optional(let box?): 1 + count(box.value)
  default: 1
  }
}

func evaluateExpression(_ bytes: [UInt8]) {
  // Cases hold expressions and values; whether they pass is of no account here.
  if let file = try? CaseFile(bytes) { for one in file.cases { _ = one.run(limits: limits, zones: .none) } }

  let text = String(decoding: bytes, as: UTF8.self)
  let start = clock()
  for unknown in [Program.Unknown.refuse, .failWhenEvaluated] {
    guard let program = try? Program(compile: text, variables: names, unknown: unknown, limits: limits) else {
      continue
    }
    let outcome = Outcome { () throws(EvaluationError) in try program.evaluate(bindings) }
    let again = Outcome { () throws(EvaluationError) in
      try program.evaluate(slots: program.variables.map { bindings[$0] })
    }
    require(outcome == again, "an expression comes to the same twice")

    var generous = limits
    generous.steps *= 2
    if !outcome.isLimit,
      let roomy = try? Program(compile: text, variables: names, unknown: unknown, limits: generous)
    {
      let other = Outcome { () throws(EvaluationError) in try roomy.evaluate(bindings) }
      require(outcome == other, "what more steps would allow changes nothing within them")
    }
    if case .value(let value) = outcome {
      require(count(value) <= limits.valueSize / 16, "a value is not larger than allowed")
      require(value.excerpt(atMost: 60).unicodeScalars.count <= 61, "an excerpt is no longer than asked for")
    }
    for part in program.explain(bindings, atMost: 64)
    where part.range == program.expression.start..<program.expression.end {
      let told = Outcome { () throws(EvaluationError) in try part.result.get() }
      require(
        told == outcome || told.isLimit || outcome.isLimit, "the explanation says what the evaluation does")
    }
  }
  // Some fifty times what it takes, for the sanitizers' sake.
  require(Double(clock() - start) / Double(CLOCKS_PER_SEC) < 2, "an expression costs bounded time")
}

exit(fuzz(evaluateExpression))
