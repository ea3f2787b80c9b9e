/// What lets real git work in the demo: the people's keys, and a configuration that names them.
struct DemoSettings {
  let cast: Cast
  let path: String
  let gitDirectory: String

  /// Writes `.git/demo-keys`, and adds to `.git/config`.
  ///
  /// Per person: the private key, readable by its owner only as OpenSSH asks; the public key; and settings to
  /// be that person, which the alias `git as NAME …` uses.
  func write() throws(RehearsalError) {
    let keys = try DiskDirectory.absolute(gitDirectory) + "/demo-keys"
    try DiskDirectory.make(keys, permissions: 0o700)
    var signers = ""
    for person in cast.people {
      let comment = "\(person.id), demo key"
      try save(person.key.openSSHPrivateKey(comment: comment), "\(keys)/\(person.id)", permissions: 0o600)
      try save("\(person.key.publicKey.text) \(comment)\n", "\(keys)/\(person.id).pub")
      try save(settings(for: person, keys: keys), "\(keys)/\(person.id).gitconfig")
      signers += "\(person.email) namespaces=\"git\" \(person.key.publicKey.text)\n"
    }
    try save(signers, "\(keys)/allowed_signers")
    let configuration = """
      [gpg]
      \tformat = ssh
      [gpg "ssh"]
      \tallowedSignersFile = \(quoted("\(keys)/allowed_signers"))
      [commit]
      \tgpgSign = true
      [alias]
      \tas = "!f() { who=$1; shift; \\
      git -c include.path=\\"$(git rev-parse --absolute-git-dir)/demo-keys/$who.gitconfig\\" \\"$@\\"; }; f"

      """
    try DiskDirectory.write(
      Array((configuration + settings(for: cast.erin, keys: keys)).utf8), to: "\(gitDirectory)config",
      appending: true)
  }

  private func settings(for person: Person, keys: String) -> String {
    """
    [user]
    \tname = \(person.name)
    \temail = \(person.email)
    \tsigningKey = \(quoted("\(keys)/\(person.id)"))

    """
  }

  private func save(_ text: String, _ path: String, permissions: UInt32 = 0o666) throws(RehearsalError) {
    try DiskDirectory.write(Array(text.utf8), to: path, permissions: permissions)
  }

  /// A value in quotes (`git help config`, Syntax): only these two characters need an escape in a path.
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      if scalar == "\n" { quoted += "\\n" } else { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "\""
  }
}
