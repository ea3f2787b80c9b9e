import Foundation

/// The programs that the interoperability tests run.
enum Tool: String, CaseIterable {
  case sshKeygen = "ssh-keygen"
  case git
  case cc
  case gpg
  case gpgconf
  case gpgsm
  case openssl
  case sh

  /// Where `PATH` finds it.
  var location: URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let file = URL(fileURLWithPath: String(folder)).appendingPathComponent(rawValue)
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    return nil
  }

  static func present(_ tools: Tool...) -> Bool { tools.allSatisfy { $0.location != nil } }

  /// The reason a skipped test shows.
  static func missing(_ tools: Tool...) -> String {
    let names = tools.filter { $0.location == nil }.map(\.rawValue)
    return "not run, for want of: \(names.joined(separator: ", "))"
  }
}
