/// What a repository is called in every approval.
package enum RepositoryName {
  /// The path of a remote's address, such as `acme/models`; its last part where the remote is a directory; without
  /// a remote the directory's own name.
  package static func guess(remote: String?, directory: String) -> String {
    if let remote {
      let parts = path(of: remote).split(separator: "/").map(plain).filter { !$0.isEmpty }
      if let last = parts.last {
        let name = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
        let folders = host(of: remote).isEmpty ? [] : Array(parts.dropLast())
        if !name.isEmpty { return (folders + [name]).joined(separator: "/") }
      }
    }
    let name = plain(directory.split(separator: "/").last ?? "")
    return name.isEmpty ? "models" : name
  }

  /// `https://user@host/path`, `ssh://host:22/path`, or `user@host:path`.
  private static func split(_ remote: String) -> (host: Substring, path: Substring) {
    if let scheme = remote.firstRange(of: "://") {
      let rest = remote[scheme.upperBound...]
      let host = rest.prefix { $0 != "/" }
      let address = host.split(separator: "@").last ?? ""
      return (address.prefix { $0 != ":" }, rest.dropFirst(host.count))
    }
    guard let colon = remote.firstIndex(of: ":"), !remote[..<colon].contains("/") else {
      return ("", remote[...])
    }
    let address = remote[..<colon].split(separator: "@").last ?? ""
    return (address, remote[remote.index(after: colon)...])
  }

  static func host(of remote: String) -> String { String(split(remote).host) }

  private static func path(of remote: String) -> Substring { split(remote).path }

  private static func plain(_ part: Substring) -> String {
    String(
      decoding: part.utf8.filter { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "-_.".utf8.contains(byte)
      }, as: UTF8.self)
  }
}
