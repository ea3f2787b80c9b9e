/// A packet (RFC 9580, section 4): a tag and a body. How its length was spelled is not kept.
struct OpenPGPPacket: Equatable {
  let tag: Int
  let body: [UInt8]

  static let signature = 2
  static let publicKey = 6
  static let userID = 13
  static let publicSubkey = 14
  static let userAttribute = 17

  init(tag: Int, body: [UInt8]) {
    self.tag = tag
    self.body = body
  }

  /// Takes a packet off the front. Both header formats are known (sections 4.2.1 and 4.2.2), but no partial
  /// and no indeterminate length, which are for data only.
  init(from reader: inout OpenPGPReader) throws(WireProblem) {
    let header = try reader.number(octets: 1, "packet header")
    guard header & 0x80 != 0 else { throw WireProblem(reason: "what should be a packet is none") }
    let count: Int
    if header & 0x40 != 0 {
      tag = header & 0x3f
      count = try Self.length(&reader, "packet length")
    } else {
      tag = header >> 2 & 0x0f
      guard header & 3 < 3 else { throw WireProblem(reason: "a packet has an indeterminate length") }
      count = try reader.number(octets: 1 << (header & 3), "packet length")
    }
    body = Array(try reader.bytes(count, "packet"))
  }

  /// A length of one, two or five octets (section 4.2.1); subpackets use the same, with more two-octet ones.
  private static func length(_ reader: inout OpenPGPReader, _ name: StaticString) throws(WireProblem) -> Int {
    let first = try reader.number(octets: 1, name)
    if first < 192 { return first }
    if first < 224 { return (first - 192) << 8 + (try reader.number(octets: 1, name)) + 192 }
    guard first == 255 else { throw WireProblem(reason: "a packet has a partial length") }
    return try reader.number(octets: 4, name)
  }

  /// Every packet of `bytes`.
  static func all(in bytes: [UInt8]) throws(WireProblem) -> [OpenPGPPacket] {
    var reader = OpenPGPReader(bytes)
    var packets: [OpenPGPPacket] = []
    while !reader.isAtEnd { packets.append(try OpenPGPPacket(from: &reader)) }
    return packets
  }

  /// The packet with a header of the current format.
  var bytes: [UInt8] {
    var header = [0xc0 | UInt8(tag)]
    if body.count < 192 {
      header.append(UInt8(body.count))
    } else {
      header += [0xff] + bigEndian(UInt32(body.count))
    }
    return header + body
  }
}

/// Four octets, most significant first.
func bigEndian(_ number: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}
