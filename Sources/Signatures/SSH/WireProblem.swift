/// Why bytes are not what SSH's wire format (RFC 4251, section 5) asks for. Never leaves this target:
/// callers wrap it in the problem of what they were reading.
struct WireProblem: Error, Equatable {
  let reason: String
}
