import Countersign
import Glibc

/// The public keys of whoever runs the command. Files that do not end in `.pub` are never opened.
enum PublicKeyFiles {
  private static let limit = 1 << 14

  /// The keys of `~/.ssh`, in byte order of their names.
  static func found() -> [(path: String, text: String)] {
    guard let home = ProcessEnvironment.current["HOME"], !home.isEmpty else { return [] }
    let folder = "\(home)/.ssh"
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory), names.count < 100 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name.hasSuffix(".pub") { names.append(name) }
    }
    var found: [(path: String, text: String)] = []
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      // Of certificates and keys that cannot be listed there is nothing to ask.
      guard let text = try? text(of: "\(folder)/\(name)"),
        (try? FoundKey(publicKey: text, named: name)) != nil
      else { continue }
      found.append(("~/.ssh/\(name)", text))
    }
    return found
  }

  /// The text of a `.pub` file; `~/` is the user's directory.
  ///
  /// - Throws: `UsageError` for a file of another name, which may be a private key.
  static func text(of path: String) throws(UsageError) -> String {
    guard path.hasSuffix(".pub") else {
      throw UsageError("\(path) is no public key's file: its name ends in .pub")
    }
    let home = ProcessEnvironment.current["HOME"] ?? ""
    let bytes = try InputFile.read(path.hasPrefix("~/") ? home + path.dropFirst() : path, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("\(path) is no text")
    }
    return text
  }
}
