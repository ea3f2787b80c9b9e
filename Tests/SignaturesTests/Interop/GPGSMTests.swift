import Testing

@testable import Signatures

/// What gpgsm, OpenSSL and git sign and verify in X.509's format.
@Suite(
  .serialized,
  .enabled(if: Tool.present(.gpgsm, .openssl, .git), Comment(rawValue: Tool.missing(.gpgsm, .openssl, .git))))
final class GPGSMTests {
  private let workspace: Workspace
  private let payload = Array("tree 0123\n\na payload with \0 and \r\n and caf\u{e9}".utf8)
  private let name = X509Name(issuer: "CN=Test Root,O=Ex\\, Inc", subject: "alice@example.com")

  init() throws {
    workspace = try Workspace()
    workspace.environment["GNUPGHOME"] = workspace.folder.path
    try workspace.write(Array("disable-crl-checks\ndisable-dirmngr\n".utf8), to: "gpgsm.conf")
    try workspace.write(Array("allow-loopback-pinentry\n".utf8), to: "gpg-agent.conf")
  }

  deinit {
    _ = try? workspace.run(.gpgconf, ["--kill", "all"])
  }

  /// Makes a root and a signer with OpenSSL: `root.pem`, `alice.key`, `alice.pem`.
  private func makeCertificates(key: [String] = ["rsa:2048"], extensions: String? = nil) throws {
    try workspace.expect(
      .openssl,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-days",
        "3650", "-subj", "/O=Ex, Inc/CN=Test Root", "-addext", "basicConstraints=critical,CA:TRUE", "-addext",
        "keyUsage=critical,keyCertSign,cRLSign",
      ])
    try workspace.expect(
      .openssl,
      ["req", "-newkey"] + key + [
        "-nodes", "-keyout", "alice.key", "-out", "alice.csr", "-subj", "/CN=Alice",
      ])
    let text =
      extensions
        ?? """
        keyUsage=critical,digitalSignature
        extendedKeyUsage=emailProtection
        subjectAltName=email:alice@example.com
        """
    try workspace.write(Array(text.utf8), to: "extensions")
    try workspace.expect(
      .openssl,
      [
        "x509", "-req", "-in", "alice.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
        "-days", "365", "-extfile", "extensions", "-out", "alice.pem",
      ])
  }

  /// Hands the signer's key to gpgsm, and lets it trust the root.
  private func importIntoGPGSM() throws {
    let print = try workspace.expect(
      .openssl, ["x509", "-in", "root.pem", "-noout", "-fingerprint", "-sha1"])
    let fingerprint = print.text.split(separator: "=").last.map(String.init) ?? ""
    try workspace.write(Array("\(fingerprint.prefix { $0 != "\n" }) S relax\n".utf8), to: "trustlist.txt")
    try workspace.write(Array("test".utf8), to: "passphrase")
    let script = """
      #!/bin/sh
      exec gpgsm --batch --pinentry-mode loopback --passphrase-fd 3 "$@" 3<"\(workspace.path("passphrase"))"

      """
    try workspace.write(Array(script.utf8), to: "gpgsm-quiet")
    try workspace.makeExecutable("gpgsm-quiet")
    // gpgsm 2.2 now and then fails to decrypt a right PKCS #12 file; with another salt it can.
    var outcome = try importKey()
    for _ in 0..<9 where !outcome.succeeded { outcome = try importKey() }
    try #require(outcome.succeeded, "\(outcome.errors)")
    outcome = try gpgsm("--import", "root.pem")
    try #require(outcome.succeeded, "\(outcome.errors)")
  }

  private func importKey() throws -> Workspace.Outcome {
    try workspace.expect(
      .openssl,
      [
        "pkcs12", "-export", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1",
        "-inkey", "alice.key", "-in", "alice.pem", "-certfile", "root.pem", "-passout", "pass:test", "-out",
        "alice.p12",
      ])
    return try gpgsm("--import", "alice.p12")
  }

  /// Runs gpgsm with the passphrase of the keys, which its standard input is not free for.
  private func gpgsm(_ arguments: String..., input: [UInt8] = []) throws -> Workspace.Outcome {
    try workspace.run(.sh, ["gpgsm-quiet"] + arguments, input: input)
  }

  private func trust(_ roots: String..., names: [X509Name]? = nil) throws -> X509Trust {
    try X509Trust(roots: roots.map { ($0, try workspace.read($0)) }, names: names ?? [name])
  }

  /// A second within the signer's validity; the tools make certificates by the machine's clock.
  private func now() throws -> Int64 {
    let text = String(decoding: try workspace.read("alice.pem"), as: UTF8.self)
    let blocks = try PEMFile.blocks(path: "alice.pem", pem: Array(text.utf8))
    return try X509Certificate(try #require(blocks.first).bytes).validity.lowerBound + 60
  }

  /// Signs with OpenSSL, which writes DER.
  private func openssl(_ options: String...) throws -> [UInt8] {
    try workspace.write(payload, to: "payload")
    try workspace.expect(
      .openssl,
      [
        "cms", "-sign", "-binary", "-in", "payload", "-signer", "alice.pem", "-inkey", "alice.key",
        "-outform",
        "DER", "-out", "signature",
      ] + options)
    return DERText.pem("SIGNED MESSAGE", try workspace.read("signature"))
  }

  @Test(arguments: [["rsa:2048"], ["rsa:3072"], ["rsa:4096"]])
  // gpgsm 2.2 can import no other keys.
  func `what gpgsm signs is valid, and refused where gpgsm refuses it`(key: [String]) throws {
    try makeCertificates(key: key)
    try importIntoGPGSM()
    let signed = try gpgsm("-b", "-s", "-a", "-u", "alice@example.com", input: payload)
    try #require(signed.succeeded, "\(signed.errors)")
    let signature = signed.output
    let trust = try trust("root.pem")
    let date = try now()
    try workspace.write(signature, to: "signature")
    for bytes in [payload, payload + [0], []] {
      try workspace.write(bytes, to: "payload")
      let theirs = try gpgsm("--verify", "signature", "payload").succeeded
      let ours = trust.check(signature: signature, payload: bytes, at: date)
      #expect(theirs == (ours == .valid(name.signer, userPresence: nil)))
      #expect(ours.kind == (bytes == payload ? .valid : .invalid), "\(ours)")
    }
    #expect(try self.trust().check(signature: signature, payload: payload, at: date).kind == .unknownSigner)
  }

  @Test func `git signs with gpgsm and we verify, and we sign and git verifies`() throws {
    try makeCertificates()
    try importIntoGPGSM()
    let identity = [
      "-c", "user.name=Alice", "-c", "user.email=alice@example.com", "-c", "gpg.format=x509", "-c",
      "gpg.x509.program=\(workspace.path("gpgsm-quiet"))", "-c", "user.signingKey=alice@example.com", "-C",
      "repository",
    ]
    try workspace.expect(.git, ["init", "-q", "repository"])
    try workspace.expect(.git, identity + ["commit", "-q", "--allow-empty", "-S", "-m", "signed by git"])
    let commit = try SignedCommit(workspace.expect(.git, identity + ["cat-file", "commit", "HEAD"]).output)
    let trust = try trust("root.pem")
    let result = trust.check(signature: commit.signature, payload: commit.payload, at: try now())
    #expect(result == .valid(name.signer, userPresence: nil))

    let changed = String(decoding: commit.payload, as: UTF8.self).replacing("by git", with: "by us")
    try workspace.write(Array(changed.utf8), to: "payload")
    #expect(
      trust.check(signature: commit.signature, payload: Array(changed.utf8), at: try now()).kind == .invalid)
    try workspace.expect(
      .openssl,
      [
        "cms", "-sign", "-binary", "-in", "payload", "-signer", "alice.pem", "-inkey", "alice.key",
        "-outform",
        "DER", "-out", "signature",
      ])
    let ours = DERText.pem("SIGNED MESSAGE", try workspace.read("signature"))
    #expect(trust.check(signature: ours, payload: Array(changed.utf8), at: try now()).kind == .valid)
    let joined = try SignedCommit.join(Array(changed.utf8), signature: ours)
    let id = try workspace.expect(
      .git, identity + ["hash-object", "-t", "commit", "-w", "--stdin"], input: joined
    ).text
    let verified = try workspace.expect(.git, identity + ["verify-commit", String(id.prefix { $0 != "\n" })])
    #expect(verified.errors.contains("Good signature"))
  }

  @Test(arguments: [
    ["rsa:2048"], ["rsa:3072"], ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
  ]) func `what openssl signs is valid by any good hash, and refused by sha-1`(key: [String]) throws {
    try makeCertificates(key: key)
    let trust = try trust("root.pem")
    let date = try now()
    for hash in ["sha256", "sha384", "sha512"] {
      for options in [["-md", hash], ["-md", hash, "-keyid"], ["-md", hash, "-cades"]] {
        var signature = try openssl(options[0], options[1])
        if options.count == 3 { signature = try openssl(options[0], options[1], options[2]) }
        #expect(
          trust.check(signature: signature, payload: payload, at: date)
            == .valid(name.signer, userPresence: nil), "\(options)")
        #expect(trust.check(signature: signature, payload: payload + [0], at: date).kind == .invalid)
      }
    }
    #expect(trust.check(signature: try openssl("-md", "sha1"), payload: payload, at: date).kind == .malformed)
    for flag in ["-noattr", "-nodetach", "-nocerts"] {
      #expect(
        trust.check(signature: try openssl(flag), payload: payload, at: date).kind == .malformed, "\(flag)")
    }
  }

  @Test func `rsa with pss or a short key is refused`() throws {
    try makeCertificates()
    let date = try now()
    let pss = try openssl("-keyopt", "rsa_padding_mode:pss")
    #expect(try trust("root.pem").check(signature: pss, payload: payload, at: date).kind == .malformed)
    try makeCertificates(key: ["rsa:1024"])
    let short = try trust("root.pem").check(signature: openssl(), payload: payload, at: date)
    #expect(short.kind == .malformed, "\(short)")
  }

  @Test func `openssl's timestamps say when a short-lived key was used`() throws {
    try makeCertificates(
      extensions: """
        keyUsage=critical,digitalSignature
        extendedKeyUsage=codeSigning
        subjectAltName=email:alice@example.com
        1.3.6.1.4.1.57264.1.8=ASN1:UTF8String:https://accounts.example.com
        """)
    try workspace.expect(
      .openssl,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days",
        "365",
        "-subj", "/CN=TSA", "-addext", "basicConstraints=critical,CA:FALSE", "-addext",
        "extendedKeyUsage=critical,timeStamping", "-addext", "keyUsage=critical,digitalSignature",
      ])
    let settings = """
      [tsa]
      default_tsa = settings
      [settings]
      serial = \(workspace.path("serial"))
      crypto_device = builtin
      signer_digest = sha256
      default_policy = 1.2.3.4
      digests = sha256, sha384, sha512
      accuracy = secs:1
      clock_precision_digits = 3
      ordering = yes
      tsa_name = yes
      ess_cert_id_chain = no
      """
    try workspace.write(Array(settings.utf8), to: "tsa.conf")
    try workspace.write(Array("01\n".utf8), to: "serial")

    let plain = try openssl()
    let message = try CMSSignedData(CMSArmour.decode(plain), content: .detachedData)
    try workspace.write(message.signer.value, to: "value")
    try workspace.expect(.openssl, ["ts", "-query", "-data", "value", "-sha384", "-cert", "-out", "query"])
    try workspace.expect(
      .openssl,
      [
        "ts", "-reply", "-config", "tsa.conf", "-queryfile", "query", "-signer", "tsa.pem", "-inkey",
        "tsa.key",
        "-token_out", "-out", "token",
      ])
    let token = try workspace.read("token")
    let signature = try SignedCommit.adding(
      DERText.attribute(CMSAttributes.timestampToken, token), to: CMSArmour.decode(plain))
    let listed = X509Name(issuer: "https://accounts.example.com", subject: "alice@example.com")
    let both = try trust("root.pem", "tsa.pem", names: [listed])
    let date = try now()
    #expect(
      both.check(signature: signature, payload: payload, at: date) == .valid(listed.signer, userPresence: nil)
    )
    #expect(both.check(signature: plain, payload: payload, at: date).kind == .unknownSigner)
    let alone = try trust("root.pem", names: [listed])
    #expect(alone.check(signature: signature, payload: payload, at: date).kind == .unknownSigner)
  }

  @Test func `the issuer's text is the one that openssl prints`() throws {
    let subjects = [
      "/O=Ex, Inc/CN=Test Root", "/C=DE/ST=Hessen/L=Frankfurt/O=A+B <C>; D/OU=\"quoted\"/CN=#x y ",
      "/DC=com/DC=example/UID=alice/emailAddress=ca@example.com", "/CN=caf\u{e9}", "/CN= a\\\\b/street=1 x",
      "/O=one+CN=two/CN=three",
    ]
    for subject in subjects {
      try workspace.expect(
        .openssl,
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key",
          "-out", "certificate", "-utf8", "-multivalue-rdn", "-subj", subject,
        ])
      let printed = try workspace.expect(
        .openssl, ["x509", "-in", "certificate", "-noout", "-issuer", "-nameopt", "RFC2253"]
      ).text
      let blocks = try PEMFile.blocks(path: "certificate", pem: workspace.read("certificate"))
      let certificate = try X509Certificate(try #require(blocks.first).bytes)
      #expect("issuer=\(DistinguishedNameText.text(of: certificate.content.issuer))\n" == printed)
    }
  }
}
