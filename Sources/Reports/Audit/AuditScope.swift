import Governance

/// What part of a branch an audit was asked about: a report that tells less than everything has to say so.
package struct AuditScope: Sendable {
  /// The revision or date after which transitions count, as it was given.
  package let since: String?
  /// The revision or date up to which they count, as it was given.
  package let until: String?
  /// The model that they have to change.
  package let model: ModelID?

  package init(since: String? = nil, until: String? = nil, model: ModelID? = nil) {
    self.since = since
    self.until = until
    self.model = model
  }

  /// In words; nil where it is the whole branch.
  var text: String? {
    let parts = [
      model.map { "that change \($0)" }, since.map { "after \($0)" }, until.map { "up to \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "only transitions " + parts.joined(separator: ", ")
  }

  /// The options that ask for it, each as one word of a shell; nil where one cannot be shown as a shell would take it.
  var options: [String]? {
    let shell = ShellCommand()
    let options = [("--model", model?.text), ("--since", since), ("--until", until)].filter { $0.1 != nil }
    let words = options.compactMap { name, value in value.flatMap(shell.word).map { "\(name)=\($0)" } }
    return words.count == options.count ? words : nil
  }
}
