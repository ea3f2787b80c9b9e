import Testing

@testable import Signatures

@Suite(.enabled(if: Tool.present(.sshKeygen), Comment(rawValue: Tool.missing(.sshKeygen))))
struct OpenSSHTests {
  private static let kinds: [[String]] = [
    ["ed25519"], ["ecdsa", "-b", "256"], ["ecdsa", "-b", "384"], ["ecdsa", "-b", "521"],
    ["rsa", "-b", "2048"],
    ["rsa", "-b", "3072"], ["rsa", "-b", "4096"],
  ]

  private let workspace: Workspace
  private let payload = Array("tree 0123\n\na payload with \0 and \r\n and caf\u{e9}".utf8)

  init() throws {
    workspace = try Workspace()
  }

  private func makeKey(_ kind: [String]) throws -> SSHPublicKey {
    try workspace.expect(.sshKeygen, ["-q", "-N", "", "-C", "a test key", "-f", "key", "-t"] + kind)
    return try SSHPublicKey(openSSH: String(decoding: workspace.read("key.pub"), as: UTF8.self))
  }

  private func sign(_ options: String...) throws -> [UInt8] {
    try workspace.expect(
      .sshKeygen, ["-Y", "sign", "-f", "key", "-n", "git"] + options, input: payload
    ).output
  }

  /// Whether `ssh-keygen -Y verify` accepts a signature by this key.
  private func keygenAccepts(
    _ signature: [UInt8], by key: SSHPublicKey, payload: [UInt8], namespace: String = "git"
  ) throws -> Bool {
    try workspace.write(Array("someone@example.com \(key.text)\n".utf8), to: "allowed_signers")
    try workspace.write(signature, to: "signature")
    return try workspace.run(
      .sshKeygen,
      [
        "-Y", "verify", "-f", "allowed_signers", "-I", "someone@example.com", "-n", namespace, "-s",
        "signature",
      ],
      input: payload
    ).succeeded
  }

  @Test("what ssh-keygen signs is valid, and refused where ssh-keygen refuses it", arguments: kinds)
  func keygenSigns(kind: [String]) throws {
    let key = try makeKey(kind)
    let verifier = SignatureVerifier(keys: KeyRing([key]))
    for options in [[], ["-O", "hashalg=sha256"]] {
      let signature = try workspace.expect(
        .sshKeygen, ["-Y", "sign", "-f", "key", "-n", "git"] + options, input: payload
      ).output
      for (bytes, namespace) in [(payload, "git"), (payload + [0], "git"), ([], "git"), (payload, "file")] {
        let ours = verifier.check(signature: signature, payload: bytes, namespace: namespace)
        let theirs = try keygenAccepts(signature, by: key, payload: bytes, namespace: namespace)
        #expect((ours.kind == .valid) == theirs)
        #expect(ours == .valid(key.signer, userPresence: nil) || ours.kind == .invalid)
      }
      #expect(verifier.check(signature: signature, payload: payload, namespace: "git").kind == .valid)
    }
  }

  @Test("fingerprints are those of ssh-keygen", arguments: kinds)
  func fingerprints(kind: [String]) throws {
    let key = try makeKey(kind)
    let line = try workspace.expect(.sshKeygen, ["-l", "-f", "key.pub"]).text
    #expect(line.split(separator: " ")[1] == key.fingerprint)
  }

  @Test("what is valid here after a mutation, ssh-keygen accepts as well: we are never the laxer one")
  func neverLaxer() throws {
    let key = try makeKey(["ecdsa", "-b", "256"])
    let verifier = SignatureVerifier(keys: KeyRing([key]))
    let signature = try sign()
    for index in stride(from: 0, to: signature.count, by: 9) {
      for value in [0x0a, 0x3d, signature[index] ^ 1] as [UInt8] {
        var mutated = signature
        mutated[index] = value
        guard verifier.check(signature: mutated, payload: payload, namespace: "git").kind == .valid else {
          continue
        }
        #expect(try keygenAccepts(mutated, by: key, payload: payload))
      }
    }
  }

  @Test("a text with white space in its base64 is accepted by ssh-keygen and refused here, knowingly")
  func knowinglyStricter() throws {
    let key = try makeKey(["ed25519"])
    let verifier = SignatureVerifier(keys: KeyRing([key]))
    let signature = try sign()
    var blank = signature
    blank.insert(0x0a, at: 30)
    for looser in [signature + Array("trailing\n".utf8), blank] {
      #expect(try keygenAccepts(looser, by: key, payload: payload))
      #expect(verifier.check(signature: looser, payload: payload, namespace: "git").kind == .malformed)
    }
  }

  @Test("our key file is a key to ssh-keygen, which then signs byte for byte as we do")
  func ourKeyFile() throws {
    for comment in ["", "erin@example.com", "caf\u{e9} \u{1f511} with spaces"] {
      let key = SSHSigningKey.generate()
      try workspace.write(Array(key.openSSHPrivateKey(comment: comment).utf8), to: "key")
      let line = try workspace.expect(.sshKeygen, ["-y", "-f", "key"]).text
      #expect(
        Array(line.utf8) == Array((key.publicKey.text + (comment.isEmpty ? "" : " \(comment)") + "\n").utf8))
      #expect(try sign() == key.sign(payload, namespace: "git"))
      #expect(try keygenAccepts(key.sign(payload, namespace: "git"), by: key.publicKey, payload: payload))
    }
  }

  @Test(
    "git signs with our key file and verifies our signatures",
    .enabled(if: Tool.present(.git), Comment(rawValue: Tool.missing(.git))))
  func git() throws {
    let key = SSHSigningKey.generate()
    try workspace.write(Array(key.openSSHPrivateKey(comment: "erin").utf8), to: "key")
    try workspace.write(Array("erin@example.com \(key.publicKey.text)\n".utf8), to: "allowed_signers")
    let identity = [
      "-c", "user.name=Erin", "-c", "user.email=erin@example.com", "-c", "gpg.format=ssh",
      "-c", "user.signingKey=\(workspace.path("key"))",
      "-c", "gpg.ssh.allowedSignersFile=\(workspace.path("allowed_signers"))", "-C", "repository",
    ]
    try workspace.expect(.git, ["init", "-q", "repository"])
    try workspace.expect(.git, identity + ["commit", "-q", "--allow-empty", "-S", "-m", "signed by git"])
    let commit = try workspace.expect(.git, identity + ["cat-file", "commit", "HEAD"]).output
    let signed = try SignedCommit(commit)
    let verifier = SignatureVerifier(keys: KeyRing([key.publicKey]))
    #expect(
      verifier.check(signature: signed.signature, payload: signed.payload, namespace: "git")
        == .valid(key.publicKey.signer, userPresence: nil))

    let changed = Array(
      String(decoding: signed.payload, as: UTF8.self).replacing("by git", with: "by us").utf8)
    let ours = try join(changed, signature: key.sign(changed, namespace: "git"))
    let id = try workspace.expect(
      .git, identity + ["hash-object", "-t", "commit", "-w", "--stdin"], input: ours
    ).text
    let verified = try workspace.expect(
      .git, identity + ["verify-commit", String(id.prefix { $0 != "\n" })])
    #expect(verified.errors.contains("Good \"git\" signature for erin@example.com"))
  }

  private func join(_ payload: [UInt8], signature: [UInt8]) throws -> [UInt8] {
    let text = String(decoding: payload, as: UTF8.self)
    let headersEnd = try #require(text.firstRange(of: "\n\n"))
    let folded = String(decoding: signature, as: UTF8.self).split(separator: "\n").joined(separator: "\n ")
    return Array("\(text[..<headersEnd.lowerBound])\ngpgsig \(folded)\(text[headersEnd.lowerBound...])".utf8)
  }
}
