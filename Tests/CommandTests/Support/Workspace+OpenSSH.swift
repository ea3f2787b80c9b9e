extension Workspace {
  /// Makes a key pair `name`, `name.pub`.
  ///
  /// - Returns: the public half, as `allowed_signers` wants it.
  @discardableResult
  func makeKey(_ name: String) throws -> String {
    try expect(.sshKeygen, "-q", "-N", "", "-C", name, "-f", name, "-t", "ed25519")
    return try read("\(name).pub").split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// Makes a key pair and a certificate for it, `name-cert.pub`.
  ///
  /// - Parameters:
  ///   - authority: the key pair that certifies it.
  ///   - validity: as `ssh-keygen -V` takes it.
  /// - Returns: how git signs with it.
  func certify(
    _ name: String, for principal: String, by authority: String,
    validity: String = "20200101Z:20400101Z"
  ) throws -> GitSigning {
    try makeKey(name)
    try expect(
      .sshKeygen, "-q", "-s", authority, "-I", "id", "-n", principal, "-V", validity, "\(name).pub")
    return .ssh(path("\(name)-cert.pub"))
  }
}
