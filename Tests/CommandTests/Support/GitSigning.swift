/// How the real git is told to sign, and to verify what it signed.
struct GitSigning {
  /// `-c` settings, each `key=value`.
  let settings: [String]

  /// By `ssh-keygen`, with a private key's file, or the file of its certificate.
  static func ssh(_ file: String) -> GitSigning {
    GitSigning(settings: ["gpg.format=ssh", "user.signingKey=\(file)"])
  }

  /// By a program that takes the options of `gpg`.
  static func openPGP(_ program: String, key: String) -> GitSigning {
    GitSigning(settings: ["gpg.format=openpgp", "gpg.program=\(program)", "user.signingKey=\(key)"])
  }

  /// By a program that takes the options of `gpgsm`.
  static func x509(_ program: String, user: String) -> GitSigning {
    GitSigning(settings: ["gpg.format=x509", "gpg.x509.program=\(program)", "user.signingKey=\(user)"])
  }
}
