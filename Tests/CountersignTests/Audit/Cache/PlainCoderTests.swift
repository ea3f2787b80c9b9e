import GitHistory
import Governance
import Testing

@testable import Countersign

struct PlainCoderTests {
  /// What random histories were judged to be, which has most of what a record can hold.
  private static func transitions() throws -> [AuditedTransition] {
    let record = try RandomRecord(seed: 3, steps: 16)
    var transitions: [AuditedTransition] = []
    _ = try AuditQuery(.init(branch: "main"), clock: Instant(seconds: 4_000_000_000))
      .audit(in: Repository(at: record.repository.gitDirectory), workers: 1) { transitions.append($0) }
    return transitions
  }

  @Test("what was written is read again, all of it") func roundTrip() throws {
    let transitions = try PlainCoderTests.transitions()
    let bytes = try PlainEncoder.bytes(of: transitions)
    let read = try PlainDecoder.value([AuditedTransition].self, in: bytes)
    #expect(try PlainEncoder.bytes(of: read) == bytes)
    #expect("\(read)" == "\(transitions)")
  }

  @Test("numbers, texts and what is missing are read as they were") func values() throws {
    struct Values: Codable, Equatable {
      var none: Int?
      var some: Int?
      var text: String?
      var noText: String?
      var flag: Bool?
      var least = Int64.min
      var most = UInt64.max
      var list: [String?] = []
      var last: Instant?
    }
    for value in [
      Values(some: -1, text: "e\u{301}\0", flag: false, last: Instant(seconds: 3)),
      Values(none: 0, noText: ""),
    ] {
      let bytes = try PlainEncoder.bytes(of: value)
      #expect(try PlainDecoder.value(Values.self, in: bytes) == value)
    }
  }

  @Test("bytes that are cut off, or go on, or are others, are no value and no trap") func damage() throws {
    let bytes = try PlainEncoder.bytes(of: PlainCoderTests.transitions())
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
      #expect(throws: (any Error).self) {
        try PlainDecoder.value([AuditedTransition].self, in: Array(bytes[..<length]))
      }
    }
    #expect(throws: (any Error).self) {
      try PlainDecoder.value([AuditedTransition].self, in: bytes + [0])
    }
    for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 2_000)) {
      var damaged = bytes
      damaged[place] ^= 0xFF
      // Some damage is another value; what counts is that it ends.
      _ = try? PlainDecoder.value([AuditedTransition].self, in: damaged)
    }
  }
}
