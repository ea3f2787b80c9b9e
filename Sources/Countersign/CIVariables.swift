import GitHistory
import Governance

/// The variables of one system, of which an empty one is as good as none.
struct CIVariables {
  /// The system's name.
  let system: String
  private let values: [String: String]

  init(system: String, _ values: [String: String]) {
    self.system = system
    self.values = values
  }

  subscript(name: String) -> String? {
    guard let value = values[name], !value.isEmpty else { return nil }
    return value
  }

  /// A value that every job of this kind has.
  func required(_ name: String) throws(UsageError) -> String {
    guard let value = self[name] else { throw unfit("sets no \(name)") }
    return value
  }

  /// A commit's full id. An abbreviated one, or a name, could be a branch of the change's own.
  func commit(_ name: String) throws(UsageError) -> String {
    let value = try required(name)
    guard ObjectID(hex: value) != nil else { throw unfit("says \(name)=\(value), which is no commit's id") }
    return value
  }

  /// What to say where nothing follows from the variables.
  func unfit(_ why: String) -> UsageError {
    UsageError("\(system) \(why); or name --base, --head and --branch")
  }

  /// A branch's name, held to the rules of `git check-ref-format --branch`: no name is an expression
  /// (`main@{1}`, `main~2`), an option, or another reference in full.
  func branch(_ name: String) throws(UsageError) -> String {
    guard BranchName.isWellFormed(name) else {
      throw unfit("says that the change is to land on \(name), which is no branch's name")
    }
    return name
  }
}
