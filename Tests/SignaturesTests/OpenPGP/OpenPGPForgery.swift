@testable import Signatures

/// Takes certificates and signatures apart and puts them together again, bent.
enum OpenPGPForgery {
  static func packets(_ text: [UInt8], _ armour: OpenPGPArmour) throws -> [OpenPGPPacket] {
    try OpenPGPPacket.all(in: armour.decode(text))
  }

  static func armoured(_ packets: [OpenPGPPacket], _ armour: OpenPGPArmour) -> [UInt8] {
    armoured(packets.flatMap(\.bytes), armour)
  }

  static func armoured(_ blob: [UInt8], _ armour: OpenPGPArmour) -> [UInt8] {
    var text = Array("-----BEGIN \(armour.rawValue)-----\n\n".utf8)
    var rest = Base64.encode(blob)[...]
    while !rest.isEmpty {
      text += rest.prefix(64) + [0x0a]
      rest = rest.dropFirst(64)
    }
    return text + Array("-----END \(armour.rawValue)-----\n".utf8)
  }

  /// A signature packet with another unhashed area.
  static func unhashed(_ area: [UInt8], in packet: OpenPGPPacket) throws -> OpenPGPPacket {
    let signature = try OpenPGPSignaturePacket(body: packet.body)
    let body =
      signature.covered + [UInt8(area.count >> 8), UInt8(area.count & 0xff)] + area + signature.value
    return OpenPGPPacket(tag: packet.tag, body: Array(body))
  }

  /// A subpacket with a body shorter than 191 bytes.
  static func subpacket(_ type: UInt8, _ body: [UInt8]) -> [UInt8] { [UInt8(body.count + 1), type] + body }

  static func isBinding(_ packet: OpenPGPPacket) -> Bool { packet.tag == 2 && packet.body[1] == 0x18 }
}
