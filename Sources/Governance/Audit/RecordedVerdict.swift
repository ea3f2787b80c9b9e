/// What the record of checks says of a transition that it delimits.
package struct RecordedVerdict: Sendable, Codable {
  /// The commit of its entry.
  package let entry: CommitID
  /// That it says something else than what was found now; nil where both agree.
  package let contradiction: Finding?

  /// Compares an entry with the same transition judged again, at the moment that the entry names.
  ///
  /// - Parameters:
  ///   - verdict: what it says came of it.
  ///   - tree: the tree that it says landed.
  ///   - version: the version of the tool that it says judged.
  package init(
    entry: CommitID, verdict: Verdict, tree: CommitID?, version: String, of report: TransitionReport
  ) {
    self.entry = entry
    func found(_ what: String, _ help: String) -> Finding {
      Finding(
        .documentInvalid, "entry \(entry.short) of the record says that \(report.head.short) \(what)",
        help: help, commit: entry)
    }
    if verdict != report.verdict {
      contradiction = found(
        "was \(verdict.rawValue) by version \(version), and judged again at that moment it is "
          + report.verdict.rawValue,
        "find out who recorded it, unless versions differ; what counts is the verdict of this audit")
    } else if let tree, tree != report.tree {
      contradiction = found(
        "brought tree \(tree.short), and it brings \(report.tree?.short ?? "none")",
        "find out who recorded it; what counts is the tree that the commit has")
    } else {
      contradiction = nil
    }
  }
}

/// What an audit had of the record of checks.
package struct AuditedRecord: Sendable {
  /// The commit of the newest entry: who notes it can tell later whether the record was cut off.
  package let tip: CommitID
  /// How many entries there are, of all branches.
  package let entries: Int
  /// How many transitions of the branch they delimit.
  package let delimited: Int
  /// The transitions between recorded ones that nobody recorded.
  package let unrecorded: [CommitID]

  package init(tip: CommitID, entries: Int, delimited: Int, unrecorded: [CommitID]) {
    self.tip = tip
    self.entries = entries
    self.delimited = delimited
    self.unrecorded = unrecorded
  }
}
