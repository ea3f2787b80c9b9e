import CEL

/// What an expression comes to.
func evaluated(_ text: String, _ bindings: [String: Value] = [:], limits: Limits = .standard) throws -> Value
{
  try Program(compile: text, variables: bindings.keys.sorted(), limits: limits).evaluate(bindings)
}

/// Why an expression comes to nothing; nil if it has a value.
func failure(_ text: String, _ bindings: [String: Value] = [:], limits: Limits = .standard) throws
  -> EvaluationError?
{
  let program = try Program(compile: text, variables: bindings.keys.sorted(), limits: limits)
  do {
    _ = try program.evaluate(bindings)
    return nil
  } catch {
    return error
  }
}

/// Why a text does not compile; nil if it does.
func refusal(_ text: String, variables: [String] = [], limits: Limits = .standard) -> CompileError? {
  do {
    _ = try Program(compile: text, variables: variables, limits: limits)
    return nil
  } catch {
    return error
  }
}
