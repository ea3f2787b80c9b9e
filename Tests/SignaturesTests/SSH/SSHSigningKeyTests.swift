import Testing

@testable import Signatures

@Suite struct SSHSigningKeyTests {
  /// Test 1 of RFC 8032, section 7.1.
  private static let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
  private static let point = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

  @Test("a seed gives the public key of RFC 8032") func seed() throws {
    let key = try SSHSigningKey(seed: #require(Hexadecimal.decode(Self.seed)))
    #expect(Hexadecimal.encode(key.publicKey.blob.suffix(32)) == Self.point)
    #expect(key.publicKey.algorithm == .ed25519)
  }

  @Test("a seed of another length is refused", arguments: [0, 31, 33, 64])
  func seedLength(count: Int) {
    #expect(throws: KeyProblem.self) { _ = try SSHSigningKey(seed: [UInt8](repeating: 1, count: count)) }
  }

  @Test("generated keys differ") func generated() {
    #expect(SSHSigningKey.generate().publicKey != SSHSigningKey.generate().publicKey)
  }

  @Test("what a key signs, its public half verifies, and no other does") func signAndVerify() {
    let key = SSHSigningKey.generate()
    let other = SSHSigningKey.generate()
    let payload = Array("payload".utf8)
    let signature = key.sign(payload, namespace: "countersign-approval@v1")
    func check(_ ring: [SSHPublicKey]) -> SignatureCheck {
      SignatureVerifier(keys: KeyRing(ring))
        .check(signature: signature, payload: payload, namespace: "countersign-approval@v1")
    }
    #expect(check([other.publicKey, key.publicKey]) == .valid(key.publicKey.signer, userPresence: nil))
    #expect(check([other.publicKey]) == .unknownSigner(key.publicKey.signer, format: .ssh, reason: nil))
  }

  @Test("the same bytes give the same signature, in lines of 70 columns") func deterministic() throws {
    let key = try SSHSigningKey(seed: [UInt8](repeating: 3, count: 32))
    let signature = key.sign([1, 2, 3], namespace: "git")
    #expect(signature == key.sign([1, 2, 3], namespace: "git"))
    let lines = String(decoding: signature, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "-----BEGIN SSH SIGNATURE-----")
    #expect(lines.suffix(2) == ["-----END SSH SIGNATURE-----", ""])
    #expect(lines.dropFirst().dropLast(3).allSatisfy { $0.utf8.count == 70 })
  }

  @Test("printing a key does not tell its secret") func description() throws {
    let seed = try #require(Hexadecimal.decode(Self.seed))
    let key = try SSHSigningKey(seed: seed)
    #expect("\(key)" == "private half of \(key.publicKey.fingerprint)")
  }

  @Test("the private key file is padded to eight bytes, whatever the comment") func padding() throws {
    let key = try SSHSigningKey(seed: [UInt8](repeating: 3, count: 32))
    for length in 0..<9 {
      let text = key.openSSHPrivateKey(comment: String(repeating: "c", count: length))
      let base64 = text.split(separator: "\n").dropFirst().dropLast().joined()
      let blob = try #require(Base64.decode(Array(base64.utf8)))
      var reader = WireReader(blob)
      _ = try reader.bytes(15, "magic")
      for _ in 0..<3 { _ = try reader.string("cipher") }
      #expect(try reader.uint32("count") == 1)
      #expect(Array(try reader.string("public")) == key.publicKey.blob)
      #expect(try reader.string("secret").count.isMultiple(of: 8))
      try reader.end(of: "file")
    }
  }
}
