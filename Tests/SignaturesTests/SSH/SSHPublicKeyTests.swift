import Testing

@testable import Signatures

@Suite struct SSHPublicKeyTests {
  @Test("a key comes back as the text it was read from, without its comment", arguments: Fixture.accepted)
  func roundTrip(name: String) throws {
    let text = try Fixture.publicKeyText(name)
    let key = try SSHPublicKey(openSSH: text)
    #expect(text == key.text + " fixed test key\n")
    #expect(try SSHPublicKey(openSSH: key.text) == key)
    #expect(try SSHPublicKey(blob: key.blob).fingerprint == key.fingerprint)
    #expect(key.algorithm.isFIDO == name.hasPrefix("fido"))
  }

  @Test("the fingerprint is the one that ssh-keygen -l prints")
  func fingerprint() throws {
    #expect(
      try Fixture.publicKey("ed25519").fingerprint == "SHA256:4+XFitqVxB0vyl3SbFU/Tb+hQ+c3l0kwC4Hwl5unY2o")
    #expect(
      try Fixture.publicKey("ecdsa-p521").fingerprint == "SHA256:yqL0MEkvSnEv4F21Mf7CZ++tPL8KGur+/BAdkAAlflg")
  }

  @Test("tabs, a comment with any text and one line end are fine")
  func layout() throws {
    let key = try Fixture.publicKey("ed25519")
    let fields = key.text.split(separator: " ")
    for text in [
      "\(fields[0])\t \(fields[1])", key.text + " ", key.text + "\n", key.text + "\r\n",
      key.text + " caf\u{e9} \u{1b} ssh-rsa",
    ] {
      #expect(try SSHPublicKey(openSSH: text) == key)
    }
  }

  @Test("other texts are refused")
  func otherTexts() throws {
    let text = try Fixture.publicKey("ed25519").text
    let fields = text.split(separator: " ")
    let other = try Fixture.publicKey("ecdsa-p256").text.split(separator: " ")
    for bad in [
      "", " ", "ssh-ed25519", "ssh-ed25519 ", " " + text, "no-touch-required " + text, text + "\n\n",
      text + "\n" + text, "#" + text, text + "\0", "\(fields[0])\u{a0}\(fields[1])",
      "\(fields[0]) \(fields[1])=",
      "\(fields[0]) \(fields[1].dropLast(4))", "ssh-ed25519 \(other[1])", "\(other[0]) \(fields[1])",
      "SSH-ED25519 \(fields[1])", "ssh-ed25519 AAAA", "\u{feff}" + text,
      text.replacing("ssh", with: "s\u{17f}h"),
    ] {
      #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(openSSH: bad) }
    }
  }

  @Test("every truncation of a blob and every byte behind one is refused", arguments: Fixture.accepted)
  func truncated(name: String) throws {
    let blob = try Fixture.publicKey(name).blob
    for length in 0..<blob.count {
      #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(blob: Array(blob.prefix(length))) }
    }
    #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(blob: blob + [0]) }
  }

  @Test("weak and foreign keys are refused, and the message says what to use instead")
  func weak() throws {
    for (name, word) in [("dsa", "dsa"), ("rsa-1024", "1024 bits")] {
      let problem = #expect(throws: KeyProblem.self) { _ = try Fixture.publicKey(name) }
      #expect(problem?.kind == .weak)
      #expect(problem?.reason.contains(word) == true)
      #expect(problem?.reason.contains("use an ssh-ed25519 key") == true)
    }
    for type in [
      "ssh-ed25519-cert-v01@openssh.com", "ssh-ed448", "webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
    ] {
      let problem = #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(openSSH: type + " AAAA") }
      #expect(problem?.kind == .unsupported)
    }
  }

  @Test("a hostile key type does not reach the message")
  func hostileType() {
    let problem = #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(openSSH: "\u{1b}[31mssh-rsa AAAA") }
    #expect(problem?.reason.utf8.contains(0x1b) == false)
  }

  @Test("a point that is not on its curve is refused", arguments: ["ecdsa-p256", "ecdsa-p384", "ecdsa-p521"])
  func offCurve(name: String) throws {
    var blob = try Fixture.publicKey(name).blob
    blob[blob.count - 1] ^= 1
    let problem = #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(blob: blob) }
    #expect(problem?.reason.contains("not a point on the curve") == true)
  }

  @Test("a compressed point and the point at infinity are refused")
  func compressed() throws {
    let blob = try Fixture.publicKey("ecdsa-p256").blob
    let point = blob.suffix(65)
    let head = Array("ecdsa-sha2-nistp256".utf8)
    let curve = Array("nistp256".utf8)
    let sign: UInt8 = point.last! & 1
    let encodings: [[UInt8]] = [
      [2 | sign] + Array(point.dropFirst().prefix(32)), [6 | sign] + Array(point.dropFirst()), [0], [],
    ]
    for encoding in encodings {
      let problem = #expect(throws: KeyProblem.self) {
        _ = try SSHPublicKey(blob: SignatureParts.strings(head, curve, encoding))
      }
      #expect(problem?.reason.contains("uncompressed") == true)
    }
  }

  @Test("a curve other than the type's is refused")
  func otherCurve() throws {
    let point = Array(try Fixture.publicKey("ecdsa-p256").blob.suffix(65))
    for (type, curve) in [
      ("ecdsa-sha2-nistp256", "nistp384"), ("ecdsa-sha2-nistp384", "nistp256"),
      ("ecdsa-sha2-nistp384", "nistp384"),
      ("ecdsa-sha2-nistp256", "1.2.840.10045.3.1.7"), ("ecdsa-sha2-nistp256", "nistp256\0"),
    ] {
      #expect(throws: KeyProblem.self) {
        _ = try SSHPublicKey(blob: SignatureParts.strings(Array(type.utf8), Array(curve.utf8), point))
      }
    }
  }

  @Test("an ed25519 key has 32 bytes", arguments: [0, 31, 33, 64])
  func ed25519Length(count: Int) {
    let blob = SignatureParts.strings(Array("ssh-ed25519".utf8), [UInt8](repeating: 9, count: count))
    #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(blob: blob) }
  }

  @Test("rsa numbers out of bounds are refused")
  func rsaBounds() {
    let modulus = [0] + [UInt8](repeating: 0xff, count: 256)
    let e: [UInt8] = [1, 0, 1]
    func key(_ e: [UInt8], _ n: [UInt8]) -> [UInt8] {
      SignatureParts.strings(Array("ssh-rsa".utf8), e, n)
    }
    #expect((try? SSHPublicKey(blob: key(e, modulus))) != nil, "the honest twin")
    #expect((try? SSHPublicKey(blob: key([3], modulus))) != nil, "the smallest exponent")
    #expect(
      (try? SSHPublicKey(blob: key([1, 0xff, 0xff, 0xff, 0xff], modulus))) != nil, "the longest exponent")
    let longest = [0] + [UInt8](repeating: 0xff, count: 1024)
    #expect((try? SSHPublicKey(blob: key(e, longest))) != nil, "8192 bits")
    let cases: [(e: [UInt8], n: [UInt8])] = [
      ([], modulus), ([0], modulus), ([1], modulus), ([2], modulus), ([4], modulus), ([0x81], modulus),
      ([0, 3], modulus), ([0, 1, 0, 1], modulus), ([3, 0xff, 0xff, 0xff, 0xff], modulus), (modulus, modulus),
      (e, []), (e, [0]), (e, Array(modulus.dropFirst())), (e, [0] + modulus),
      (e, modulus.dropLast() + [0xfe]),
      (e, [0x7f] + [UInt8](repeating: 0xff, count: 255)), (e, [1] + longest.dropFirst()),
    ]
    for bad in cases {
      #expect(throws: KeyProblem.self) { _ = try SSHPublicKey(blob: key(bad.e, bad.n)) }
    }
  }

  @Test("keys are equal as their bytes are")
  func equality() throws {
    let key = try Fixture.publicKey("ed25519")
    #expect(try SSHPublicKey(openSSH: key.text + " other comment") == key)
    #expect(try Fixture.publicKey("fido-ed25519") != key)
    #expect(Set([key, try SSHPublicKey(blob: key.blob)]).count == 1)
  }
}
