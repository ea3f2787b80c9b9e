import Documents
import Governance

/// A pack's policy made that of a repository: by changes of single values, so that its comments stay. That the
/// result says what it should is read from it, not believed.
struct PolicyEditing {
  private var lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The policy for a repository, whose last stages are tied to this branch.
  ///
  /// - Throws: `ScaffoldError` where it would not load, or would say something else.
  static func policy(
    _ pack: Pack, repository: String, branch: String, layout: String
  ) throws(ScaffoldError) -> (text: String, policy: Policy) {
    var editing = PolicyEditing(pack.policy)
    editing.set("repository", to: YAMLText.scalar(repository))
    if !layout.isExactly("models/*") {
      editing.set("layout", to: "{models: \(YAMLText.scalar(layout))}")
    }
    if !branch.isExactly("main") { editing.rename(branch: "main", to: branch, below: "stages:") }
    let text = editing.text
    let policy: Policy
    do throws(DocumentErrors) {
      policy = try Policy.read(Array(text.utf8))
    } catch {
      let first = error.errors.first
      throw ScaffoldError("pack \(pack.name) does not fit: \(first?.problem ?? "it does not load")")
    }
    guard policy.repository.isExactly(repository), policy.layout == Glob(layout),
      policy.stages.contains(where: { $0.branch?.isExactly(branch) ?? false }),
      policy.stages.allSatisfy({ $0.branch?.isExactly(branch) ?? true })
    else { throw ScaffoldError("pack \(pack.name) cannot be made the policy of \(repository)") }
    return (text, policy)
  }

  var text: String { lines.joined(separator: "\n") }

  /// Sets the value of a top-level key that stands on one line; a comment behind it stays where it is.
  mutating func set(_ key: String, to value: String) {
    guard let index = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) else { return }
    let line = lines[index]
    var edited = "\(key): \(value)"
    if let comment = line.firstIndex(of: "#") {
      let column = line.distance(from: line.startIndex, to: comment)
      edited += String(repeating: " ", count: max(column - edited.count, 2)) + line[comment...]
    }
    lines[index] = Substring(edited)
  }

  /// Renames a branch wherever it is the value of a key `branch`.
  ///
  /// - Parameter heading: the line above the only ones that are looked at, up to the next that is not indented;
  ///   nil looks at all.
  mutating func rename(branch old: String, to new: String, below heading: String? = nil) {
    var isWithin = heading == nil
    for index in lines.indices {
      let line = lines[index]
      if let heading, let first = line.first, first != " ", first != "#" {
        isWithin = line.hasPrefix(heading)
      }
      guard isWithin, let range = line.firstRange(of: "branch: \(old)") else { continue }
      let behind = line[range.upperBound...].first
      guard behind == nil || behind == "}" || behind == "," || behind == " " else { continue }
      lines[index] = line[..<range.lowerBound] + "branch: \(YAMLText.scalar(new))" + line[range.upperBound...]
    }
  }
}
