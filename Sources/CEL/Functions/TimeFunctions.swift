/// The standard functions of timestamps and durations.
enum TimeFunctions {
  static func add(to table: inout FunctionTable) {
    part("getFullYear", &table) { $0.year }
    part("getMonth", &table) { $0.month - 1 }
    part("getDate", &table) { $0.day }
    part("getDayOfMonth", &table) { $0.day - 1 }
    part("getDayOfWeek", &table) { $0.weekday }
    part("getDayOfYear", &table) { $0.dayOfYear }
    part("getHours", &table, ofDuration: 3_600_000_000_000) { $0.hour }
    part("getMinutes", &table, ofDuration: 60_000_000_000) { $0.minute }
    part("getSeconds", &table, ofDuration: 1_000_000_000) { $0.second }
    table.one("getMilliseconds", .member) { value, _ throws(EvaluationError) in
      switch value {
      case .timestamp(let moment): .int(Int64(moment.nanoseconds / 1_000_000))
      // Of the last second: the whole span in milliseconds is what other parts ask for.
      case .duration(let span): .int(span.nanoseconds / 1_000_000 % 1000)
      default: nil
      }
    }
    table.two("getMilliseconds", .member) { value, zone, frame throws(EvaluationError) in
      guard case .timestamp(let moment) = value, case .string(let name) = zone else { return nil }
      _ = try frame.zone(name)
      return .int(Int64(moment.nanoseconds / 1_000_000))
    }
  }

  /// What a clock and a calendar show of a moment, in UTC or in a zone; of a duration, how often `unit` fits in.
  private static func part(
    _ name: String, _ table: inout FunctionTable, ofDuration unit: Int64? = nil,
    _ part: @escaping @Sendable (CivilTime) -> Int
  ) {
    table.one(name, .member) { value, _ throws(EvaluationError) in
      switch value {
      case .timestamp(let moment): return .int(Int64(part(CivilTime(seconds: moment.seconds))))
      case .duration(let span):
        guard let unit else { return nil }
        return .int(span.nanoseconds / unit)
      default: return nil
      }
    }
    table.two(name, .member) { value, zone, frame throws(EvaluationError) in
      guard case .timestamp(let moment) = value, case .string(let name) = zone else { return nil }
      let offset = try frame.zone(name).offset(at: moment.seconds)
      return .int(Int64(part(CivilTime(seconds: moment.seconds + Int64(offset)))))
    }
  }
}
