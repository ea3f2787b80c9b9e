import Testing

@testable import Signatures

/// Commits that git signs by `gpg`, and whether git and we agree on who made them.
@Suite(
  .enabled(if: Tool.present(.gpg, .gpgconf, .git), Comment(rawValue: Tool.missing(.gpg, .gpgconf, .git))))
struct GnuPGCommitTests {
  private let gnupg: GnuPG
  private let key: String

  init() throws {
    gnupg = try GnuPG()
    key = try gnupg.makeKey(expires: "1000d")
    try gnupg.workspace.expect(.git, ["init", "--quiet", "--initial-branch=main", "."])
  }

  private struct Commit {
    let id: String
    let signature: [UInt8]
    let payload: [UInt8]
  }

  /// Commits as if it were `date`, signed by this key or subkey.
  private func commit(by key: String, at date: Int64 = GnuPG.signing, _ options: String = "") throws -> Commit
  {
    let script = "#!/bin/sh\nexec gpg --faked-system-time \(date)! --ignore-time-conflict \(options) \"$@\"\n"
    try gnupg.workspace.write(Array(script.utf8), to: "gpg-then")
    try gnupg.workspace.expect(.git, ["config", "gpg.program", "gpg"])
    let chmod =
      "chmod 700 gpg-then && git -c user.name=t -c user.email=t@example.com -c gpg.program=$PWD/gpg-then "
    let commit = "-c user.signingkey=\(key)! commit --quiet --allow-empty -m message -S"
    gnupg.workspace.environment["GIT_AUTHOR_DATE"] = "\(date) +0000"
    gnupg.workspace.environment["GIT_COMMITTER_DATE"] = "\(date) +0000"
    try gnupg.workspace.expect(.git, ["-c", "alias.then=!\(chmod)\(commit)", "then"])
    return try read("HEAD")
  }

  private func read(_ revision: String) throws -> Commit {
    let id = try gnupg.workspace.expect(.git, ["rev-parse", revision]).text
    let object = try gnupg.workspace.expect(.git, ["cat-file", "commit", revision]).text
    var signature: [Substring] = []
    var rest: [Substring] = []
    var isWithin = false
    let lines = object.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      isWithin = line.hasPrefix("gpgsig ") || (isWithin && line.hasPrefix(" "))
      if isWithin { signature.append(line.dropFirst(line.hasPrefix(" ") ? 1 : 7)) } else { rest.append(line) }
    }
    return Commit(
      id: String(id.dropLast()), signature: Array((signature.joined(separator: "\n") + "\n").utf8),
      payload: Array(rest.joined(separator: "\n").utf8))
  }

  /// git's letter: G good, U of unknown trust, X expired signature, Y expired key, R revoked key, B bad, E no key.
  private func letter(_ commit: Commit) throws -> String {
    try gnupg.workspace.expect(.git, ["log", "-1", "--format=%G?", commit.id]).text.trimmed
  }

  private func check(_ commit: Commit, _ ring: OpenPGPKeyRing) -> SignatureCheck {
    ring.check(signature: commit.signature, payload: commit.payload, at: GnuPG.signing)
  }

  private func valid(_ validity: KeyValidity) -> SignatureCheck {
    .valid(Signer(format: .openpgp, key: key), userPresence: nil, validity: validity)
  }

  @Test("git verify-commit takes what we take, and its fingerprint is ours") func good() throws {
    let subkey = try gnupg.addSubkey(to: key)
    try gnupg.gpg(at: GnuPG.start + 1, "--batch", "--quick-set-expire", key, "never")
    for signer in [key, subkey] {
      let commit = try commit(by: signer)
      #expect(try check(commit, gnupg.ring(key)) == valid(.good))
      #expect(try letter(commit) == "G")
      #expect(try gnupg.workspace.run(.git, ["verify-commit", commit.id]).succeeded)
      let primary = try gnupg.workspace.expect(.git, ["log", "-1", "--format=%GP", commit.id]).text.trimmed
      #expect(primary == key)
    }
  }

  @Test("key and signature that have expired by now were good then") func expired() throws {
    let old = try commit(by: key)
    #expect(try letter(old) == "Y")
    #expect(try check(old, gnupg.ring(key)) == valid(.good))
    try gnupg.gpg(at: GnuPG.start + 1, "--batch", "--quick-set-expire", key, "never")
    let brief = try commit(by: key, "--default-sig-expire 5d")
    #expect(try letter(brief) == "X")
    #expect(try check(brief, gnupg.ring(key)) == valid(.good))
  }

  @Test("a revoked key's commits are authentic", arguments: [1, 3]) func revoked(reason: Int) throws {
    let key = try gnupg.makeKey()
    let commit = try commit(by: key)
    try gnupg.revoke(key, reason: reason, at: GnuPG.signing + 1)
    #expect(try letter(commit) == "R")
    let validity: KeyValidity = reason == 1 ? .compromised : .good
    #expect(
      try check(commit, gnupg.ring(key))
        == .valid(Signer(format: .openpgp, key: key), userPresence: nil, validity: validity))
  }

  @Test("a commit that was changed after it was signed is bad") func bad() throws {
    let commit = try commit(by: key)
    let object = try gnupg.workspace.expect(.git, ["cat-file", "commit", "HEAD"]).text
    let forged = object.split(separator: "\nmessage").joined(separator: "\nmassage") + "\nmassage\n"
    let id = try gnupg.workspace.expect(
      .git, ["hash-object", "-t", "commit", "-w", "--stdin"], input: Array(forged.utf8)
    ).text.trimmed
    let bad = try read(id)
    #expect(try letter(bad) == "B")
    #expect(try check(bad, gnupg.ring(key)).kind == .invalid)
    #expect(try check(commit, gnupg.ring(key)) == valid(.good))
  }

  @Test("a commit by a key that nobody knows is nobody's") func unknown() throws {
    let commit = try commit(by: key)
    let other = try gnupg.makeKey()
    #expect(try check(commit, gnupg.ring(other)).kind == .unknownSigner)
    let stranger = try GnuPG()
    gnupg.workspace.environment["GNUPGHOME"] = stranger.workspace.folder.path
    #expect(try letter(commit) == "E")
    gnupg.workspace.environment["GNUPGHOME"] = gnupg.workspace.folder.path
  }
}

extension String {
  fileprivate var trimmed: String { String(prefix { $0 != "\n" }) }
}
