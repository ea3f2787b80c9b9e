import Foundation
import Testing

/// The programs that the command's tests run.
enum Tool: String, CaseIterable {
  case countersign, git, python3, cc, sh, zizmor, hadolint
  case chromium, sqlite3, faketime
  case gpg, gpgconf, gpgsm, openssl
  case sshKeygen = "ssh-keygen"
  case sshAgent = "ssh-agent"
  case checkJSONSchema = "check-jsonschema"
  case preCommit = "pre-commit"
  case prove
  /// A Python with what reads reports.
  case reportPython = "report-python"
  /// A Python that has the libraries whose cards are imported.
  case cardWriters = "card-writers"

  /// Where it is: what was built lies beside the test bundle, the rest is found by `PATH`.
  var location: URL? {
    if self == .countersign {
      let file = Tool.built.appendingPathComponent(rawValue)
      return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
    }
    var folders = Tool.searchPath.split(separator: ":").map { URL(fileURLWithPath: String($0)) }
    // What no system packages, `Scripts/test-tools` puts beside the build.
    folders.append(Tool.package.appendingPathComponent(".build/\(rawValue)/bin"))
    for folder in folders {
      let file = folder.appendingPathComponent(rawValue)
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    return nil
  }

  static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  /// The folder of the build's products.
  static let built: URL = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(fileURLWithPath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
    let isThere = FileManager.default.isExecutableFile(
      atPath: beside.appendingPathComponent("countersign").path)
    // Started by a helper of the toolchain, the process lies elsewhere, and the bundle is an argument.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    guard !isThere, let bundle else { return beside }
    return URL(fileURLWithPath: String(bundle[..<bundle.firstRange(of: ".xctest")!.lowerBound]))
      .deletingLastPathComponent()
  }()

  /// The root of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func present(_ tools: Tool...) -> Bool { tools.allSatisfy { $0.location != nil } }

  /// What a suite says that was not run: what it would have tested, and the tools that are not there.
  static func notTested(_ what: String, for tools: Tool...) -> Comment {
    let names = tools.filter { $0.location == nil }.map(\.rawValue).joined(separator: ", ")
    return Comment(rawValue: "not tested, for want of \(names): \(what)")
  }
}
