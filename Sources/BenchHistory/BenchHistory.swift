import Glibc
import Rehearsal

/// Writes the generated history that `Scripts/bench` measures on: `bench-history DIR COMMITS [MODELS]`.
@main
enum BenchHistory {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let commits = Int(arguments[2]) else {
      print("usage: bench-history DIR COMMITS [MODELS]")
      exit(64)
    }
    let models = arguments.count > 3 ? Int(arguments[3]) ?? 200 : 200
    let history = try GeneratedHistory.build(at: arguments[1], commits: commits, models: models, seed: 1)
    print("\(history.commits) commits, change of \(history.model) on branch \(history.change)")
  }
}
