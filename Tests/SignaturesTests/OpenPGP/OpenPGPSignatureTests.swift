import Testing

@testable import Signatures

/// Signatures that are nearly right. The rule: whatever the signature covers, and its numbers, cannot be
/// changed at all; what it does not cover (the spelling of lengths, the unhashed area, the armour's header lines
/// and checksum) may at most be spelled otherwise, and never names another key, time or content.
@Suite(.enabled(if: Tool.present(.gpg, .gpgconf), Comment(rawValue: Tool.missing(.gpg, .gpgconf))))
struct OpenPGPSignatureTests {
  private let gnupg: GnuPG
  private let key: String
  private let ring: OpenPGPKeyRing
  private let text: [UInt8]
  private let packet: OpenPGPPacket

  init() throws {
    gnupg = try GnuPG()
    key = try gnupg.makeKey()
    ring = try gnupg.ring(key)
    text = try gnupg.sign(by: key)
    packet = try OpenPGPForgery.packets(text, .signature)[0]
  }

  private func check(_ text: [UInt8]) -> SignatureCheck {
    ring.check(signature: text, payload: GnuPG.payload, at: GnuPG.signing)
  }

  private func check(_ packets: [OpenPGPPacket]) -> SignatureCheck {
    check(OpenPGPForgery.armoured(packets, .signature))
  }

  private var good: SignatureCheck { .valid(Signer(format: .openpgp, key: key), userPresence: nil) }

  @Test("no byte of an armoured signature can be changed") func everyByte() throws {
    var bent = text
    for index in bent.indices {
      let original = bent[index]
      for value in [original ^ 1, original ^ 0x20, 0x41, 0x0a, 0x0d, 0x3d, 0] where value != original {
        bent[index] = value
        if check(bent).kind == .valid { Issue.record("byte \(index) as \(value)") }
      }
      bent[index] = original
    }
    #expect(check(bent) == good)
  }

  @Test("no bit of the packet can be changed but in how it is framed") func everyBit() throws {
    var blob = try OpenPGPArmour.signature.decode(text)
    let area = try #require(try OpenPGPSignaturePacket(body: packet.body).unhashed.first)
    #expect(area.type == OpenPGPSubpacket.issuerKeyID)
    // Packet header and length; and the critical bit of the issuer in the unhashed area.
    let start = blob.count - packet.body.count
    let unhashed = start + (try OpenPGPSignaturePacket(body: packet.body)).covered.count
    for index in blob.indices {
      for bit in 0..<8 {
        blob[index] ^= 1 << bit
        let result = check(OpenPGPForgery.armoured(blob, .signature))
        let isSpelling = (index == 0 && bit == 6) || (index == unhashed + 3 && bit == 7)
        if result.kind == .valid, !isSpelling || result != good {
          Issue.record("bit \(bit) of byte \(index)")
        }
        blob[index] ^= 1 << bit
      }
    }
  }

  @Test("nothing can be cut off or added but the last line feed") func truncations() throws {
    for length in 0..<(text.count - 1) where check(Array(text.prefix(length))).kind != .malformed {
      Issue.record("the first \(length) bytes")
    }
    #expect(check(text.dropLast()) == good)
    for tail in ["\n", " ", "x", "\0", String(decoding: text, as: UTF8.self)] {
      #expect(check(text + Array(tail.utf8)).kind == .malformed)
      #expect(check(Array(tail.utf8) + text).kind == .malformed)
    }
    let windows = text.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    #expect(check(windows).kind == .malformed)
  }

  @Test("there is one packet in an armour, and it is a signature") func packets() throws {
    #expect(check([packet]) == good)
    #expect(check([packet, packet]).kind == .malformed)
    #expect(check([OpenPGPPacket(tag: 10, body: Array("PGP".utf8)), packet]).kind == .malformed)
    #expect(check([packet, OpenPGPPacket(tag: 21, body: [0])]).kind == .malformed)
    let message = try gnupg.gpg(
      at: GnuPG.signing, input: GnuPG.payload, ["--batch", "--armor", "--local-user", key, "--sign"])
    #expect(check(message.output).kind == .malformed)
    let renamed = String(decoding: text, as: UTF8.self).split(separator: "SIGNATURE").joined(
      separator: "MESSAGE")
    #expect(check(Array(renamed.utf8)).kind == .malformed)
  }

  @Test("lengths may be spelled in every way that the format knows, but not as parts") func framing() throws {
    let body = packet.body
    let spellings: [[UInt8]] = [
      [0x88, UInt8(body.count)], [0x89, 0, UInt8(body.count)], [0x8a, 0, 0, 0, UInt8(body.count)],
      [0xc2, UInt8(body.count)], [0xc2, 0xff, 0, 0, 0, UInt8(body.count)],
    ]
    for header in spellings {
      #expect(check(OpenPGPForgery.armoured(header + body, .signature)) == good)
    }
    for header in [[0x8b], [0xc2, 0xe7], [0xc2, 0xff, 0xff, 0xff, 0xff, 0xff]] as [[UInt8]] {
      #expect(check(OpenPGPForgery.armoured(header + body, .signature)).kind == .malformed)
    }
  }

  @Test("the armour may have the headers that gpg wrote, and no others") func headers() throws {
    func with(_ header: String) -> SignatureCheck {
      let lines = String(decoding: text, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      return check(
        Array(([String(lines[0]), header] + lines[1...].map(String.init)).joined(separator: "\n").utf8))
    }
    #expect(with("Version: GnuPG v2.0.22 (GNU/Linux)") == good)
    #expect(with("Comment: caf\u{e9}") == good)
    #expect(with("Hash: SHA512").kind == .malformed)
    #expect(with("Comment: \u{1}").kind == .malformed)
    #expect(with("Comment: a\r").kind == .malformed)
  }

  @Test("a checksum may be missing, but not wrong") func checksum() throws {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(lines.lastIndex { $0.hasPrefix("=") })
    var without = lines
    without.remove(at: index)
    #expect(check(Array(without.joined(separator: "\n").utf8)) == good)
    for wrong in ["=AAAA", "=", "=AAA", "=AAAA\n=AAAA"] {
      var bent = lines
      bent[index] = Substring(wrong)
      #expect(check(Array(bent.joined(separator: "\n").utf8)).kind == .malformed)
    }
  }

  @Test("the unhashed area may name the key, and nothing and nobody else") func unhashed() throws {
    let fingerprint = try #require(Hexadecimal.decode(key.lowercased()))
    func with(_ area: [UInt8]) throws -> SignatureCheck {
      check([try OpenPGPForgery.unhashed(area, in: packet)])
    }
    let keyID = OpenPGPForgery.subpacket(16, fingerprint.suffix(8))
    let issuer = OpenPGPForgery.subpacket(33, [4] + fingerprint)
    #expect(try with([]) == good)
    #expect(try with(keyID) == good)
    #expect(try with(keyID + issuer) == good)
    #expect(try with(keyID + keyID).kind == .malformed)
    #expect(try with(OpenPGPForgery.subpacket(16, [UInt8](repeating: 7, count: 8))).kind == .malformed)
    #expect(try with(OpenPGPForgery.subpacket(2, [0, 0, 0, 9])).kind == .malformed)
    #expect(try with(OpenPGPForgery.subpacket(3, [0, 0, 0, 9])).kind == .malformed)
    #expect(try with(OpenPGPForgery.subpacket(20, [1])).kind == .malformed)
    #expect(try with([0]).kind == .malformed)
    #expect(try with([0xff, 0xff, 0xff, 0xff, 0xff, 16]).kind == .malformed)
  }

  @Test("other versions, types and times are refused before anything is verified", arguments: [3, 5, 6, 0])
  func versions(version: UInt8) throws {
    var body = packet.body
    body[0] = version
    #expect(check([OpenPGPPacket(tag: 2, body: body)]).reason?.contains("version \(version)") == true)
  }

  @Test("a critical notation is refused, as librnp and gpg refuse it, and a plain one is not")
  func notations() throws {
    let plain = try gnupg.sign(by: key, "--sig-notation", "test@example.com=value")
    #expect(check(plain) == good)
    let critical = try gnupg.sign(by: key, "--sig-notation", "!test@example.com=value")
    #expect(check(critical).reason?.contains("critical") == true)
  }

  @Test("a signature that is older than its key is nobody's") func older() throws {
    let result = check(try gnupg.sign(by: key, at: GnuPG.start - 1))
    #expect(result.kind == .invalid)
    #expect(check(try gnupg.sign(by: key, at: GnuPG.start)) == good)
  }

  @Test("many threads may check at once") func threads() async throws {
    let other = GnuPG.payload + [1]
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let payload = number.isMultiple(of: 2) ? GnuPG.payload : other
          return (0..<20).allSatisfy { _ in
            let kind = ring.check(signature: text, payload: payload, at: GnuPG.signing).kind
            return kind == (number.isMultiple(of: 2) ? .valid : .invalid)
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
