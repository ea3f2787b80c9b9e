import Testing

@testable import Signatures

/// Bytes that are nearly a valid signature must not be one. There are no exceptions but the single one that
/// the armour's grammar names: the line feed after the END line may be missing.
@Suite struct SSHSignatureMutationTests {
  private let payload: [UInt8]

  init() throws {
    payload = try Fixture.payload()
  }

  @Test("no byte of an armoured ed25519 signature can be exchanged for any other") func everyValue() throws {
    let verifier = try Fixture.verifier("ed25519")
    var text = try Fixture.signature("ed25519")
    for index in text.indices {
      let original = text[index]
      for value in UInt8.min...UInt8.max where value != original {
        text[index] = value
        let kind = verifier.check(signature: text, payload: payload, namespace: "git").kind
        // unknownSigner would mean that the signature is right under another key.
        if kind == .valid || kind == .unknownSigner { Issue.record("\(kind): byte \(index) as \(value)") }
      }
      text[index] = original
    }
    #expect(verifier.check(signature: text, payload: payload, namespace: "git").kind == .valid)
  }

  @Test("no byte of an armoured signature can be changed", arguments: Fixture.accepted)
  func everyByte(name: String) throws {
    let verifier = try Fixture.verifier(name)
    var text = try Fixture.signature(name)
    for index in text.indices {
      let original = text[index]
      let candidates: [UInt8] = [
        original ^ 1, original ^ 0x20, original &+ 1, UInt8(ascii: "A"), 0x0a, 0x0d, 0,
      ]
      for value in candidates where value != original {
        text[index] = value
        let kind = verifier.check(signature: text, payload: payload, namespace: "git").kind
        if kind == .valid || kind == .unknownSigner { Issue.record("\(kind): byte \(index) as \(value)") }
      }
      text[index] = original
    }
  }

  @Test("no bit of the blob within the armour can be changed", arguments: Fixture.accepted)
  func everyBit(name: String) throws {
    let verifier = try Fixture.verifier(name)
    var blob = try SSHArmour.decode(Fixture.signature(name))
    // The long RSA ones at one bit a byte; all bits of the others.
    let bits: [UInt8] = name.hasPrefix("rsa") ? [0x80] : [1, 2, 4, 8, 16, 32, 64, 128]
    for index in blob.indices {
      for bit in bits {
        blob[index] ^= bit
        let text = SSHArmour.encode(signature: blob)
        let kind = verifier.check(signature: text, payload: payload, namespace: "git").kind
        if kind == .valid || kind == .unknownSigner { Issue.record("\(kind): bit \(bit) of byte \(index)") }
        blob[index] ^= bit
      }
    }
  }

  @Test("no truncation is accepted but that of the last line feed", arguments: Fixture.accepted)
  func truncations(name: String) throws {
    let verifier = try Fixture.verifier(name)
    let text = try Fixture.signature(name)
    for length in 0..<(text.count - 1) {
      let result = verifier.check(signature: Array(text.prefix(length)), payload: payload, namespace: "git")
      if result.kind != .malformed { Issue.record("\(result.kind): the first \(length) bytes") }
    }
    #expect(text.last == 0x0a)
    #expect(verifier.check(signature: text.dropLast(), payload: payload, namespace: "git").kind == .valid)
  }

  @Test("no truncation of the blob within the armour is accepted", arguments: Fixture.accepted)
  func blobTruncations(name: String) throws {
    let blob = try SSHArmour.decode(Fixture.signature(name))
    for length in 0..<blob.count {
      #expect(throws: SignatureProblem.self) { _ = try SSHSignature(blob: Array(blob.prefix(length))) }
    }
  }

  @Test("no byte can be put in or taken out", arguments: ["ed25519", "ecdsa-p256", "fido-ed25519"])
  func insertions(name: String) throws {
    let verifier = try Fixture.verifier(name)
    let text = try Fixture.signature(name)
    for index in 0...text.count {
      for value in [0x0a, 0x0d, 0x20, 0x09, 0, 0x3d, 0x41, 0x2d] as [UInt8] {
        var longer = text
        longer.insert(value, at: index)
        if longer.dropLast() == text[...] {
          #expect(verifier.check(signature: longer, payload: payload, namespace: "git").kind == .malformed)
        }
        let result = verifier.check(signature: longer, payload: payload, namespace: "git")
        // A line feed within a line only makes two lines of it; lines may have any width.
        let splitsLine = value == 0x0a && isWithinBase64Line(text, index)
        if (result.kind == .valid) != splitsLine { Issue.record("\(result): \(value) before byte \(index)") }
      }
    }
    for index in text.indices.dropLast() {
      var shorter = text
      shorter.remove(at: index)
      let result = verifier.check(signature: shorter, payload: payload, namespace: "git")
      // Likewise, a line feed between two lines of base64 may be left out.
      let joinsLines = text[index] == 0x0a && isBetweenBase64Lines(text, index)
      if (result.kind == .valid) != joinsLines { Issue.record("\(result): without byte \(index)") }
    }
  }

  private func isWithinBase64Line(_ text: [UInt8], _ index: Int) -> Bool {
    let first = text.firstIndex(of: 0x0a)! + 1
    let last = text.dropLast().lastIndex(of: 0x0a)!
    return index > first && index < last && text[index - 1] != 0x0a && text[index] != 0x0a
  }

  private func isBetweenBase64Lines(_ text: [UInt8], _ index: Int) -> Bool {
    index > text.firstIndex(of: 0x0a)! && index < text.dropLast().lastIndex(of: 0x0a)!
  }
}
