import Foundation
import Testing

/// A home of gpgsm's, with one key whose certificate OpenSSL made. The tools take the machine's clock.
final class GPGSMHome {
  /// A program like `gpgsm` that knows the home and the passphrase.
  let program: String
  private let workspace: Workspace
  private let home: AgentHome

  /// Makes `root.pem` and `alice.pem`, and hands the latter's key to gpgsm, which trusts the former.
  init(in workspace: Workspace) throws {
    self.workspace = workspace
    home = try AgentHome(in: workspace)
    program = workspace.path("gpgsm-alice")
    try home.write("disable-crl-checks\ndisable-dirmngr\n", to: "gpgsm.conf")
    try home.write("allow-loopback-pinentry\ns2k-count 65536\n", to: "gpg-agent.conf")
    try workspace.write("test", to: "passphrase")
    let options = "--homedir '\(home.path)' --batch --pinentry-mode loopback --passphrase-fd 3"
    try workspace.write(
      "#!/bin/sh\nexec gpgsm \(options) \"$@\" 3<'\(workspace.path("passphrase"))'\n", to: "gpgsm-alice")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
    try makeRoot("root")
    try makeSigner()
    try importKey()
  }

  /// Makes a root `name.pem`, always with the same distinguished name, `CN=Test Root,O=Ex\, Inc`.
  func makeRoot(_ name: String) throws {
    try workspace.expect(
      .openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(name).key", "-out",
      "\(name).pem", "-days", "3650", "-subj", "/O=Ex, Inc/CN=Test Root", "-addext",
      "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
  }

  private func makeSigner() throws {
    try workspace.expect(
      .openssl, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "alice.key", "-out", "alice.csr", "-subj",
      "/CN=Alice")
    let extensions = """
      keyUsage=critical,digitalSignature
      extendedKeyUsage=emailProtection
      subjectAltName=email:alice@example.com
      """
    try workspace.write(extensions, to: "extensions")
    try workspace.expect(
      .openssl, "x509", "-req", "-in", "alice.csr", "-CA", "root.pem", "-CAkey", "root.key",
      "-CAcreateserial", "-days", "365", "-extfile", "extensions", "-out", "alice.pem")
  }

  private func importKey() throws {
    let print = try workspace.expect(.openssl, "x509", "-in", "root.pem", "-noout", "-fingerprint", "-sha1")
    try home.write("\(print.split(separator: "=").last ?? "") S relax\n", to: "trustlist.txt")
    // gpgsm 2.2 now and then fails to decrypt a right PKCS #12 file; with another salt it can.
    var outcome: Workspace.Outcome
    var attempts = 10
    repeat {
      try workspace.expect(
        .openssl, "pkcs12", "-export", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg",
        "sha1", "-inkey", "alice.key", "-in", "alice.pem", "-certfile", "root.pem", "-passout", "pass:test",
        "-out", "alice.p12")
      outcome = try workspace.run(.sh, ["gpgsm-alice", "--import", "alice.p12"])
      attempts -= 1
    } while outcome.status != 0 && attempts > 0
    try #require(outcome.status == 0, "\(outcome.errors)")
    try workspace.expect(.sh, "gpgsm-alice", "--import", "root.pem")
  }
}
