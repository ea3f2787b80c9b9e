/// The extension library `math`.
enum MathExtension {
  static func add(to table: inout FunctionTable) {
    extreme("math.greatest", &table, wanted: .greater)
    extreme("math.least", &table, wanted: .less)
    rounding("math.ceil", &table) { $0.rounded(.up) }
    rounding("math.floor", &table) { $0.rounded(.down) }
    rounding("math.trunc", &table) { $0.rounded(.towardZero) }
    rounding("math.round", &table) { $0.rounded(.toNearestOrAwayFromZero) }
    test("math.isNaN", &table) { $0.isNaN }
    test("math.isInf", &table) { $0.isInfinite }
    test("math.isFinite", &table) { $0.isFinite }
    table.one("math.abs") { value, _ throws(EvaluationError) in
      switch value {
      case .uint: return value
      case .int(let int):
        guard int != .min else { throw .overflow("the int") }
        return .int(abs(int))
      case .double(let double): return .double(double.magnitude)
      default: return nil
      }
    }
    table.one("math.sign") { value, _ throws(EvaluationError) in
      switch value {
      case .uint(let uint): .uint(uint == 0 ? 0 : 1)
      case .int(let int): .int(int.signum())
      case .double(let double): .double(double > 0 ? 1 : double < 0 ? -1 : double)
      default: nil
      }
    }
    table.one("math.sqrt") { value, _ throws(EvaluationError) in
      switch value {
      case .uint(let uint): .double(Double(uint).squareRoot())
      case .int(let int): .double(Double(int).squareRoot())
      case .double(let double): .double(double.squareRoot())
      default: nil
      }
    }
    addBits(to: &table)
  }

  private static func addBits(to table: inout FunctionTable) {
    bits("math.bitAnd", &table) { $0 & $1 }
    bits("math.bitOr", &table) { $0 | $1 }
    bits("math.bitXor", &table) { $0 ^ $1 }
    table.one("math.bitNot") { value, _ throws(EvaluationError) in
      switch value {
      case .int(let int): .int(~int)
      case .uint(let uint): .uint(~uint)
      default: nil
      }
    }
    shift("math.bitShiftLeft", &table) { $0 << $1 }
    // Zeros come in, for an int as well.
    shift("math.bitShiftRight", &table) { $0 >> $1 }
  }

  private static func rounding(
    _ name: String, _ table: inout FunctionTable, _ round: @escaping @Sendable (Double) -> Double
  ) {
    table.one(name) { value, _ throws(EvaluationError) in
      guard case .double(let double) = value else { return nil }
      return .double(round(double))
    }
  }

  private static func test(
    _ name: String, _ table: inout FunctionTable, _ test: @escaping @Sendable (Double) -> Bool
  ) {
    table.one(name) { value, _ throws(EvaluationError) in
      guard case .double(let double) = value else { return nil }
      return .bool(test(double))
    }
  }

  private static func bits(
    _ name: String, _ table: inout FunctionTable, _ combine: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) {
    table.two(name) { one, other, _ throws(EvaluationError) in
      switch (one, other) {
      case (.int(let one), .int(let other)):
        .int(Int64(bitPattern: combine(UInt64(bitPattern: one), UInt64(bitPattern: other))))
      case (.uint(let one), .uint(let other)): .uint(combine(one, other))
      default: nil
      }
    }
  }

  private static func shift(
    _ name: String, _ table: inout FunctionTable, _ shift: @escaping @Sendable (UInt64, Int64) -> UInt64
  ) {
    table.two(name) { value, count, _ throws(EvaluationError) in
      guard case .int(let count) = count else { return nil }
      guard count >= 0 else { throw .range("bits cannot be shifted by \(count)") }
      switch value {
      case .int(let int): return .int(Int64(bitPattern: shift(UInt64(bitPattern: int), count)))
      case .uint(let uint): return .uint(shift(uint, count))
      default: return nil
      }
    }
  }

  /// The first of the numbers that no other precedes; they are arguments, or the elements of the only one.
  private static func extreme(_ name: String, _ table: inout FunctionTable, wanted: Comparison.Order) {
    table.many(name, count: nil) { arguments, frame throws(EvaluationError) in
      var numbers = arguments
      if arguments.count == 1, case .list(let list) = arguments[0] {
        numbers = list.elements
        guard !numbers.isEmpty else { throw .invalid("'\(name)' takes no empty list") }
        try frame.pay(steps: numbers.count)
      }
      for number in numbers {
        switch number {
        case .int, .uint, .double: continue
        default: return nil
        }
      }
      var best = numbers[0]
      for number in numbers[1...] where try Comparison.order(number, best, &frame) == wanted { best = number }
      return best
    }
  }
}
