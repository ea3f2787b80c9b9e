/// What names stand for: language definition, "Name Resolution". The variables of macros go first, then for each
/// namespace from the innermost out the longest name that is declared.
extension Compiler {
  /// A name, or a selection that may spell one with dots in it.
  mutating func path(_ expression: Expression) throws(Mistake) -> (node: Node, chain: Chain?) {
    if let (parts, isAbsolute) = expression.qualifiedName, isAbsolute || local(parts[0]) == nil {
      for prefix in isAbsolute ? [""] : prefixes {
        for count in stride(from: parts.count, to: 0, by: -1) {
          let name = prefix + parts[..<count].joined(separator: ".")
          guard let found = named(name, expression, selections: parts.count - count) else { continue }
          return found
        }
      }
    }
    switch expression.kind {
    case .name(let name, let isAbsolute):
      if !isAbsolute, let local = local(name) {
        return (LocalNode(expression.mark, slot: local.slot), local.chain)
      }
      return (try unknown(expression.start, "nothing is named '\(Lexer.shown(name))'", name), nil)
    case .select(let operand, let field, let isOptional):
      let (node, chain) = try chained(operand)
      return (
        SelectNode(expression.mark, node, field: field, isOptional: isOptional),
        chain?.appending(.field(field, isOptional: isOptional), at: expression.mark)
      )
    default: throw Mistake(.syntax, "a name is missing", at: expression.start)
    }
  }

  /// The variable or the type of that name, and the outermost `selections` of `expression` applied to it.
  private func named(_ name: String, _ expression: Expression, selections: Int) -> (
    node: Node, chain: Chain?
  )? {
    let slot = slots[name]
    let type = TypeName(rawValue: name)
    guard slot != nil || (type != nil && selections == 0) else { return nil }
    var fields: [InputNode.Field] = []
    var rest = expression
    for _ in 0..<selections {
      guard case .select(let operand, let field, _) = rest.kind else { return nil }
      fields.insert(InputNode.Field(name: field, offset: rest.mark), at: 0)
      rest = operand
    }
    guard let slot else { return (ConstantNode(expression.mark, .type(type!)), nil) }
    var chain = Chain(variable: name)
    for field in fields { chain = chain.appending(.field(field.name, isOptional: false), at: field.offset) }
    return (InputNode(rest.start, name: name, slot: slot, fields: fields), chain)
  }
}
