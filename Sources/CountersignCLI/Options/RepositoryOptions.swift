import ArgumentParser
import Countersign
import GitHistory
import Glibc

/// Where the repository is.
struct RepositoryOptions: ParsableArguments {
  @Option(
    name: .customLong("repo"),
    help: ArgumentHelp("The repository; default: the one around the working directory.", valueName: "path"))
  var path: String?

  func open() throws -> Repository {
    do throws(GitError) {
      return try Repository(at: path, environment: ProcessEnvironment.current)
    } catch  where error.code == .notARepository {
      throw UsageError(error.message + "; name one with --repo")
    }
  }
}

/// The environment of this process.
enum ProcessEnvironment {
  static var current: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
      entry += 1
    }
    return variables
  }
}
