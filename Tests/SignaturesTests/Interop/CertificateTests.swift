import Testing

@testable import Signatures

/// Certificates by the real `ssh-keygen`, and commits that git signs with them.
@Suite(.enabled(if: Tool.present(.sshKeygen), Comment(rawValue: Tool.missing(.sshKeygen))))
struct CertificateTests {
  private static let kinds: [[String]] = [
    ["ed25519"], ["ecdsa", "-b", "256"], ["ecdsa", "-b", "384"], ["ecdsa", "-b", "521"],
    ["rsa", "-b", "2048"],
    ["ed25519-sk"], ["ecdsa-sk"],
  ]

  private let workspace: Workspace
  private let payload = Array("payload".utf8)

  /// 2023-11-14T22:13:20Z.
  private static let now = (seconds: Int64(1_700_000_000), text: "20231114221320Z")

  init() throws {
    workspace = try Workspace()
  }

  /// FIDO keys live in an authenticator in software.
  private func prepareAuthenticator() throws {
    try workspace.expect(
      .cc,
      [
        "-shared", "-fPIC", "-o", "soft-authenticator.so",
        Fixture.folder.appendingPathComponent("soft-authenticator.c").path, "-lcrypto",
      ])
    workspace.environment["SSH_SK_PROVIDER"] = workspace.path("soft-authenticator.so")
  }

  private func makeKeys(_ kind: [String], authority: [String]) throws {
    if (kind + authority).contains(where: { $0.hasSuffix("-sk") }) { try prepareAuthenticator() }
    try workspace.makeKey("key", kind)
    try workspace.makeKey("ca", authority)
  }

  private func authorityLine() throws -> String {
    "*@example.com cert-authority \(try workspace.publicKeyText("ca"))"
  }

  private func ours(_ signature: [UInt8], at date: Int64 = now.seconds) throws -> SignatureCheck {
    let file = AllowedSigners(Array(try authorityLine().utf8))
    return SignatureVerifier(keys: KeyRing(allowedSigners: file.lines))
      .check(signature: signature, payload: payload, namespace: "git", at: date)
  }

  private func theirs(_ signature: [UInt8], at time: String = now.text) throws -> Bool {
    try workspace.keygenAccepts(
      signature, payload: payload, allowedSigners: authorityLine(), by: "erin@example.com", time: time)
  }

  @Test(
    "a key of any type, certified by ssh-keygen, signs for its principals while the certificate lasts",
    .enabled(if: Tool.present(.cc), Comment(rawValue: Tool.missing(.cc))), arguments: kinds)
  func signs(kind: [String]) throws {
    try makeKeys(kind, authority: ["ed25519"])
    try workspace.certify(
      "key", by: "ca", ["-z", "12", "-n", "erin@example.com,erin", "-V", "20231114221320Z:20231114221400Z"])
    let signature = try workspace.sign(payload, with: "key-cert.pub")
    let key = try SSHPublicKey(openSSH: workspace.publicKeyText("key"))
    let authority = try SSHPublicKey(openSSH: workspace.publicKeyText("ca"))
    let signer = Signer(
      format: .ssh, key: key.fingerprint,
      certified: Certified(authority: authority.fingerprint, serial: 12, principals: ["erin@example.com"]))
    for (seconds, time, isValid) in [
      (1_699_999_999, "20231114221319Z", false), (1_700_000_000, "20231114221320Z", true),
      (1_700_000_039, "20231114221359Z", true), (1_700_000_040, "20231114221400Z", false),
    ] as [(Int64, String, Bool)] {
      #expect(
        try ours(signature, at: seconds)
          == .valid(
            signer, userPresence: kind[0].hasSuffix("-sk") ? true : nil, validity: isValid ? .good : .expired)
      )
      #expect(try theirs(signature, at: time) == isValid)
    }
    let file = AllowedSigners(Array(try authorityLine().utf8))
    let changed = SignatureVerifier(keys: KeyRing(allowedSigners: file.lines))
      .check(signature: signature, payload: payload + [0], namespace: "git", at: Self.now.seconds)
    #expect(changed.kind == .invalid)
  }

  @Test(
    "a key of any type may certify",
    .enabled(if: Tool.present(.cc), Comment(rawValue: Tool.missing(.cc))), arguments: kinds)
  func authorities(kind: [String]) throws {
    try makeKeys(["ed25519"], authority: kind)
    try workspace.certify("key", by: "ca", ["-n", "erin@example.com"])
    let signature = try workspace.sign(payload, with: "key-cert.pub")
    #expect(try ours(signature).kind == .valid)
    #expect(try theirs(signature))
  }

  @Test("a certified FIDO key that nobody touched says so", .enabled(if: Tool.present(.cc)))
  func untouched() throws {
    try makeKeys(["ed25519-sk"], authority: ["ed25519"])
    try workspace.certify("key", by: "ca", ["-n", "erin@example.com"])
    workspace.environment["SOFT_AUTHENTICATOR_TOUCH"] = "0"
    guard
      case .valid(_, userPresence: false, validity: .good) = try ours(
        workspace.sign(payload, with: "key-cert.pub"))
    else {
      Issue.record("not valid, or present")
      return
    }
  }

  @Test("what ssh-keygen refuses, we refuse")
  func refused() throws {
    try makeKeys(["ed25519"], authority: ["ed25519"])
    for options in [
      ["-h", "-n", "erin@example.com"], [], ["-n", "erin"], ["-n", "dana@example.com"],
      ["-n", "erin@example.com", "-V", "20200101Z:20210101Z"], ["-n", "*@example.com"],
    ] {
      try workspace.certify("key", by: "ca", options)
      let signature = try workspace.sign(payload, with: "key-cert.pub")
      #expect(try !theirs(signature), "\(options)")
      let file = AllowedSigners(Array(try authorityLine().utf8))
      #expect(
        !file.accept(signature, payload: payload, by: "erin@example.com", at: Self.now.seconds), "\(options)")
    }
    try workspace.makeKey("other")
    try workspace.certify("key", by: "other", ["-n", "erin@example.com"])
    let signature = try workspace.sign(payload, with: "key-cert.pub")
    #expect(try !theirs(signature))
    #expect(try ours(signature).kind == .unknownSigner)
  }

  @Test("critical options, which ssh-keygen ignores, are refused here, knowingly")
  func critical() throws {
    try makeKeys(["ed25519"], authority: ["ed25519"])
    for option in [
      "force-command=/bin/false", "source-address=10.0.0.0/8", "verify-required", "critical:x@y=z",
    ] {
      try workspace.certify("key", by: "ca", ["-n", "erin@example.com", "-O", option])
      let signature = try workspace.sign(payload, with: "key-cert.pub")
      #expect(try theirs(signature))
      #expect(try ours(signature).reason?.contains("critical option") == true)
    }
    try workspace.certify(
      "key", by: "ca", ["-n", "erin@example.com", "-O", "clear", "-O", "extension:x@y=z"])
    #expect(try ours(workspace.sign(payload, with: "key-cert.pub")).kind == .valid)
  }

  @Test("an RSA authority's SHA-1, which ssh-keygen takes, is refused here, knowingly")
  func sha1() throws {
    try makeKeys(["ed25519"], authority: ["rsa", "-b", "2048"])
    for (algorithm, isRefused) in [("ssh-rsa", true), ("rsa-sha2-256", false), ("rsa-sha2-512", false)] {
      try workspace.certify("key", by: "ca", ["-t", algorithm, "-n", "erin@example.com"])
      let signature = try workspace.sign(payload, with: "key-cert.pub")
      #expect(try theirs(signature))
      #expect((try ours(signature).reason?.contains("sha-1") == true) == isRefused)
      #expect((try ours(signature).kind == .malformed) == isRefused)
    }
  }

  @Test("what is valid here after a mutation of the certificate, ssh-keygen accepts as well")
  func neverLaxer() throws {
    try makeKeys(["ed25519"], authority: ["ecdsa", "-b", "256"])
    try workspace.certify("key", by: "ca", ["-n", "erin@example.com"])
    let parts = try SignatureParts(armoured: workspace.sign(payload, with: "key-cert.pub"))
    #expect(try ours(parts.armoured).kind == .valid)
    for index in parts.key.indices {
      var mutated = parts
      mutated.key[index] ^= 1
      guard try ours(mutated.armoured).kind == .valid else { continue }
      #expect(try theirs(mutated.armoured))
    }
  }

  @Test(
    "a commit that git signs with a certificate is good to git and to us",
    .enabled(if: Tool.present(.git, .cc), Comment(rawValue: Tool.missing(.git, .cc))), arguments: kinds)
  func commits(kind: [String]) throws {
    try makeKeys(kind, authority: ["ed25519"])
    try workspace.certify(
      "key", by: "ca", ["-n", "erin@example.com", "-V", "20231114220000Z:20231114230000Z"])
    try workspace.write(Array(authorityLine().utf8) + [0x0a], to: "allowed_signers")
    let git = [
      "-c", "user.name=Erin", "-c", "user.email=erin@example.com", "-c", "gpg.format=ssh",
      "-c", "user.signingKey=\(workspace.path("key-cert.pub"))",
      "-c", "gpg.ssh.allowedSignersFile=\(workspace.path("allowed_signers"))", "-C", "repository",
    ]
    try workspace.expect(.git, ["init", "-q", "repository"])
    for (date, isValid) in [(Self.now.seconds, true), (Self.now.seconds + 86_400, false)] {
      workspace.environment["GIT_COMMITTER_DATE"] = "@\(date) +0000"
      try workspace.expect(.git, git + ["commit", "-q", "--allow-empty", "-S", "-m", "certified"])
      #expect(try workspace.run(.git, git + ["verify-commit", "HEAD"]).succeeded == isValid)
      let commit = try SignedCommit(workspace.expect(.git, git + ["cat-file", "commit", "HEAD"]).output)
      let file = AllowedSigners(try workspace.read("allowed_signers"))
      #expect(
        file.accept(commit.signature, payload: commit.payload, by: "erin@example.com", at: date) == isValid)
    }
  }
}
