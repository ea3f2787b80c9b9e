import Testing

@testable import Signatures

/// FIDO keys with the real `ssh-keygen`, which talks to an authenticator in software.
@Suite(.enabled(if: Tool.present(.sshKeygen, .cc), Comment(rawValue: Tool.missing(.sshKeygen, .cc))))
struct FIDOTests {
  private let workspace: Workspace
  private let payload = Array("payload".utf8)

  init() throws {
    workspace = try Workspace()
    try workspace.expect(
      .cc,
      [
        "-shared", "-fPIC", "-o", "soft-authenticator.so",
        Fixture.folder.appendingPathComponent("soft-authenticator.c").path, "-lcrypto",
      ])
    workspace.environment["SSH_SK_PROVIDER"] = workspace.path("soft-authenticator.so")
  }

  private func keygenAccepts(_ signature: [UInt8], by key: SSHPublicKey, payload: [UInt8]) throws -> Bool {
    try workspace.write(Array("someone@example.com \(key.text)\n".utf8), to: "allowed_signers")
    try workspace.write(signature, to: "signature")
    return try workspace.run(
      .sshKeygen,
      ["-Y", "verify", "-f", "allowed_signers", "-I", "someone@example.com", "-n", "git", "-s", "signature"],
      input: payload
    ).succeeded
  }

  @Test(
    "a FIDO key signs with and without user presence, as ssh-keygen agrees",
    arguments: ["ed25519-sk", "ecdsa-sk"], ["1", "0"])
  func signs(kind: String, touch: String) throws {
    try workspace.expect(.sshKeygen, ["-q", "-N", "", "-C", "test", "-f", "key", "-t", kind])
    let key = try SSHPublicKey(openSSH: String(decoding: workspace.read("key.pub"), as: UTF8.self))
    #expect(key.algorithm == (kind == "ecdsa-sk" ? .fidoP256 : .fidoEd25519))
    workspace.environment["SOFT_AUTHENTICATOR_TOUCH"] = touch
    let signature = try workspace.expect(
      .sshKeygen, ["-Y", "sign", "-f", "key", "-n", "git"], input: payload
    ).output

    let verifier = SignatureVerifier(keys: KeyRing([key]))
    #expect(
      verifier.check(signature: signature, payload: payload, namespace: "git")
        == .valid(key.signer, userPresence: touch == "1"))
    #expect(try keygenAccepts(signature, by: key, payload: payload))

    #expect(verifier.check(signature: signature, payload: payload + [1], namespace: "git").kind == .invalid)
    #expect(try !keygenAccepts(signature, by: key, payload: payload + [1]))
  }

  @Test("a FIDO key with an application of its own verifies too") func application() throws {
    try workspace.expect(
      .sshKeygen,
      ["-q", "-N", "", "-C", "test", "-f", "key", "-t", "ed25519-sk", "-O", "application=ssh:acme"])
    let key = try SSHPublicKey(openSSH: String(decoding: workspace.read("key.pub"), as: UTF8.self))
    let signature = try workspace.expect(
      .sshKeygen, ["-Y", "sign", "-f", "key", "-n", "git"], input: payload
    ).output
    #expect(
      SignatureVerifier(keys: KeyRing([key])).check(signature: signature, payload: payload, namespace: "git")
        == .valid(key.signer, userPresence: true))
  }
}
