import Governance

/// A way to tell an audit while it is replayed: what comes first, each transition as soon as it is judged, the oldest
/// first, and what all of them come to. One replay may feed several.
///
/// Equal audits give equal bytes.
package protocol AuditFormat {
  /// Where the bytes go, in their order.
  typealias Sink = ([UInt8]) throws -> Void

  mutating func begin(_ emit: Sink) throws
  mutating func add(_ transition: AuditedTransition, _ emit: Sink) throws
  mutating func finish(_ summary: AuditSummary, _ emit: Sink) throws
}

extension AuditText: AuditFormat {
  package func begin(_ emit: Sink) {}
  package func add(_ transition: AuditedTransition, _ emit: Sink) throws {
    try emit(Array(text(for: transition).utf8))
  }
  package func finish(_ summary: AuditSummary, _ emit: Sink) throws {
    try emit(Array(text(for: summary).utf8))
  }
}

extension AuditJSON: AuditFormat {
  package func begin(_ emit: Sink) throws { try emit(head) }
  package mutating func add(_ transition: AuditedTransition, _ emit: Sink) throws {
    try emit(bytes(for: transition, isFirst: isFirst))
    isFirst = false
  }
  package func finish(_ summary: AuditSummary, _ emit: Sink) throws { try emit(tail(for: summary)) }
}

extension AuditCSV: AuditFormat {
  package func begin(_ emit: Sink) throws { try emit(head) }
  package func add(_ transition: AuditedTransition, _ emit: Sink) throws { try emit(bytes(for: transition)) }
  package func finish(_ summary: AuditSummary, _ emit: Sink) {}
}
