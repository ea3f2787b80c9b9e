import Testing

@testable import Signatures

@Suite struct SSHSignatureTests {
  private func parts(_ name: String = "ed25519") throws -> SignatureParts {
    try SignatureParts(armoured: Fixture.signature(name))
  }

  private func kind(_ parts: SignatureParts, by name: String = "ed25519") throws -> SignatureCheck.Kind {
    try Fixture.verifier(name)
      .check(signature: parts.armoured, payload: Fixture.payload(), namespace: "git").kind
  }

  @Test("the fields of the format are read") func fields() throws {
    let signature = try SSHSignature(armoured: Fixture.signature("ed25519"))
    #expect(signature.namespace == Array("git".utf8))
    #expect(try signature.publicKey() == Fixture.publicKey("ed25519"))
    #expect(signature.hash == .sha512)
  }

  @Test("what a test takes apart and puts together again is the same signature", arguments: Fixture.accepted)
  func honestTwin(name: String) throws {
    #expect(try parts(name).armoured == Fixture.signature(name))
  }

  @Test(
    "bytes after the armour's END line are malformed",
    arguments: ["\n\n", " \n", "\r\n", "x", "\n\0", "\nx\n"])
  func bytesAfterEnd(tail: String) throws {
    let text = try Fixture.signature("ed25519").dropLast()
    #expect(throws: SignatureProblem(reason: "bytes follow the line END SSH SIGNATURE; remove them")) {
      _ = try SSHSignature(armoured: text + Array(tail.utf8))
    }
  }

  @Test("a second signature after the first is malformed") func twoSignatures() throws {
    let text = try Fixture.signature("ed25519")
    #expect(throws: SignatureProblem.self) { _ = try SSHSignature(armoured: text + text) }
  }

  @Test("lines that end in CR LF, empty lines and indented lines are malformed") func otherLines() throws {
    let text = String(decoding: try Fixture.signature("ed25519"), as: UTF8.self)
    for bad in [
      text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\n\n"),
      text.replacing("\n", with: "\n "),
      text.replacing("\n", with: " \n"), "\n" + text, "\u{feff}" + text,
      text.replacing("SIGNATURE-----\n", with: "SIGNATURE-----\nVersion: 1\n\n", maxReplacements: 1),
    ] {
      #expect(throws: SignatureProblem.self) { _ = try SSHSignature(armoured: Array(bad.utf8)) }
    }
  }

  @Test("lines may have any width", arguments: [1, 4, 64, 76, 100_000])
  func widths(width: Int) throws {
    let blob = try parts().blob
    var rest = Base64.encode(blob)[...]
    var text = Array("-----BEGIN SSH SIGNATURE-----\n".utf8)
    while !rest.isEmpty {
      text += rest.prefix(width) + [0x0a]
      rest = rest.dropFirst(width)
    }
    text += Array("-----END SSH SIGNATURE-----\n".utf8)
    #expect(try SSHArmour.decode(text) == blob)
  }

  @Test("armour beyond the limit is refused before it is read") func tooLong() throws {
    var long = try parts()
    long.reserved = [UInt8](repeating: 0, count: SSHArmour.limit)
    #expect(throws: SignatureProblem(reason: "the signature is longer than 16384 bytes")) {
      _ = try SSHSignature(armoured: long.armoured)
    }
  }

  @Test("bytes behind the blob's last field, and behind the value's, are malformed") func trailing() throws {
    for name in Fixture.accepted {
      var bad = try parts(name)
      bad.tail = [0]
      #expect(try kind(bad, by: name) == .malformed)
      bad = try parts(name)
      bad.value.append(0)
      #expect(try kind(bad, by: name) == .malformed)
    }
  }

  @Test("another magic and another version are malformed") func preamble() throws {
    for version in [0, 2, 256, UInt32.max] {
      var bad = try parts()
      bad.version = version
      #expect(try kind(bad) == .malformed)
    }
    for magic in ["sshsig", "SSHSIH", "\0\0\0\0\0\0"] {
      var bad = try parts()
      bad.magic = Array(magic.utf8)
      #expect(try kind(bad) == .malformed)
    }
  }

  @Test("an empty namespace is malformed") func emptyNamespace() throws {
    var bad = try parts()
    bad.namespace = []
    #expect(try kind(bad) == .malformed)
  }

  @Test("a huge length in any field is refused, not a crash") func hugeLengths() throws {
    let blob = try parts().blob
    let verifier = try Fixture.verifier("ed25519")
    let payload = try Fixture.payload()
    for length in [[0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0x7f, 0xff, 0xff, 0xff], [0, 1, 0, 0]]
      as [[UInt8]]
    {
      for index in 6..<(blob.count - 4) {
        var bad = blob
        bad.replaceSubrange(index..<(index + 4), with: length)
        guard bad != blob else { continue }  // these four bytes stood there by chance
        let text = SSHArmour.encode(signature: bad)
        let kind = verifier.check(signature: text, payload: payload, namespace: "git").kind
        if kind == .valid || kind == .unknownSigner { Issue.record("\(kind): \(length) at byte \(index)") }
      }
    }
  }

  @Test("a value of another algorithm than the key's is malformed") func otherAlgorithm() throws {
    for key in Fixture.accepted {
      for value in Fixture.accepted
      where try Fixture.publicKey(value).algorithm != Fixture.publicKey(key).algorithm {
        var mixed = try parts(key)
        mixed.value = try parts(value).value
        #expect(try kind(mixed, by: key) == .malformed)
      }
    }
  }

  @Test("an ed25519 value has 64 bytes", arguments: [0, 63, 65, 128])
  func ed25519Length(count: Int) throws {
    var bad = try parts()
    bad.value = SignatureParts.strings(Array("ssh-ed25519".utf8), [UInt8](repeating: 1, count: count))
    #expect(try kind(bad) == .malformed)
  }

  @Test("an ed25519 s at or above the group's order is invalid: s + L would be a second spelling")
  func ed25519Malleability() throws {
    // L = 2^252 + 27742317777372353535851937790883648493 (RFC 8032, section 5.1), least significant first.
    let order = try #require(
      Hexadecimal.decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"))
    var bad = try parts()
    var carry = 0
    for index in 0..<32 {
      let sum = Int(bad.value[bad.value.count - 32 + index]) + Int(order[index]) + carry
      bad.value[bad.value.count - 32 + index] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    #expect(carry == 0)
    #expect(try kind(bad) == .invalid)
  }

  @Test("ecdsa numbers that are zero, negative, padded or too long are malformed")
  func ecdsaNumbers() throws {
    for (name, algorithm, size) in [
      ("ecdsa-p256", "ecdsa-sha2-nistp256", 32), ("ecdsa-p384", "ecdsa-sha2-nistp384", 48),
      ("ecdsa-p521", "ecdsa-sha2-nistp521", 66),
    ] {
      let good: [UInt8] = [5]
      let bads: [[UInt8]] = [
        [], [0], [0, 0], [0x80], [0xff, 0xff], [0, 5], [0, 0, 0x80], [1] + [UInt8](repeating: 0, count: size),
        [0, 0x80] + [UInt8](repeating: 0, count: size),
      ]
      var parts = try parts(name)
      for bad in bads {
        parts.value = SignatureParts.ecdsa(algorithm, r: bad, s: good)
        #expect(try kind(parts, by: name) == .malformed)
        parts.value = SignatureParts.ecdsa(algorithm, r: good, s: bad)
        #expect(try kind(parts, by: name) == .malformed)
      }
      parts.value = SignatureParts.ecdsa(algorithm, r: good, s: good)
      #expect(try kind(parts, by: name) == .invalid)
    }
  }

  @Test("ecdsa numbers at or above the group's order are invalid") func ecdsaOrder() throws {
    // The order of P-256 (FIPS 186-4, D.1.2.3).
    let order = try #require(
      Hexadecimal.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"))
    var parts = try parts("ecdsa-p256")
    for (r, s) in [([0] + order, [5]), ([5], [0] + order), ([0] + [UInt8](repeating: 0xff, count: 32), [5])] {
      parts.value = SignatureParts.ecdsa("ecdsa-sha2-nistp256", r: r, s: s)
      #expect(try kind(parts, by: "ecdsa-p256") == .invalid)
    }
  }

  @Test("the ASN.1 form of an ecdsa value is malformed") func ecdsaDER() throws {
    var parts = try parts("ecdsa-p256")
    parts.value = SignatureParts.strings(
      Array("ecdsa-sha2-nistp256".utf8), [0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x05])
    #expect(try kind(parts, by: "ecdsa-p256") == .malformed)
  }

  @Test("an rsa value longer than its modulus, or empty, is malformed; a wrong one is invalid")
  func rsaLength() throws {
    var parts = try parts("rsa-2048")
    let name = Array("rsa-sha2-512".utf8)
    for count in [0, 257, 512] {
      parts.value = SignatureParts.strings(name, [UInt8](repeating: 1, count: count))
      #expect(try kind(parts, by: "rsa-2048") == .malformed)
    }
    for bytes in [[0], [1], [UInt8](repeating: 0xff, count: 256), [UInt8](repeating: 0, count: 256)] {
      parts.value = SignatureParts.strings(name, bytes)
      #expect(try kind(parts, by: "rsa-2048") == .invalid)
    }
  }
}
