import Countersign
import Governance

/// What lies in the working tree beside what HEAD has.
struct WorkingState {
  let git: GitTool

  /// The files of a directory that differ from HEAD's or are not in it, in git's order.
  ///
  /// - Parameter excluded: names of directories in it that are left out.
  /// - Throws: `UsageError` where git cannot say.
  func changes(in directory: String, except excluded: [String]) throws(UsageError) -> [String] {
    let told = try GitTool(directory: git.directory, environment: ["GIT_LITERAL_PATHSPECS": "1"]).output([
      "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", directory,
    ])
    guard let told else { throw UsageError("git cannot say what is changed in \(directory)") }
    return told.split(separator: "\0").map { String($0.dropFirst(3)) }.filter { path in
      !excluded.contains { path.utf8.starts(with: "\(directory)/\($0)/".utf8) }
    }
  }
}
