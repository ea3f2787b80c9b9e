import GitHistory

/// What git tells a hook about a push (`git help hooks`). Anything that git would not write is refused: a line that is
/// not understood could be the one that matters.
package enum HookInput {
  /// The most bytes of standard input that are read: some 400,000 references.
  package static let limit = 64 << 20

  /// What `pre-receive` finds on standard input: a line `<old> SP <new> SP <ref> LF` for each reference.
  ///
  /// - Throws: `UsageError` for a line of another form, and for a reference that stands twice.
  package static func received(_ input: [UInt8]) throws(UsageError) -> [RefUpdate] {
    var updates: [RefUpdate] = []
    for line in try lines(of: input) {
      let fields = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard fields.count == 3 else { throw malformed(line, "pre-receive") }
      updates.append(
        RefUpdate(name: try reference(fields[2]), old: try id(fields[0]), new: try id(fields[1])))
    }
    return try distinct(updates)
  }

  /// What `update` is called with: the reference, the old and the new object.
  package static func updated(
    reference name: String, old: String, new: String
  ) throws(UsageError) -> RefUpdate {
    RefUpdate(
      name: try reference(name), old: try id(Array(old.utf8)[...]),
      new: try id(Array(new.utf8)[...]))
  }

  /// What `pre-push` finds on standard input: a line `<local ref> SP <local id> SP <remote ref> SP <remote id> LF` for
  /// each reference. The local one is as it was typed, `HEAD@{1 day ago}` too, and means nothing here.
  package static func pushed(_ input: [UInt8]) throws(UsageError) -> [RefUpdate] {
    var updates: [RefUpdate] = []
    for line in try lines(of: input) {
      let fields = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard fields.count >= 4 else { throw malformed(line, "pre-push") }
      let (new, name, old) = (
        fields[fields.count - 3], fields[fields.count - 2], fields[fields.count - 1]
      )
      updates.append(RefUpdate(name: try reference(name), old: try id(old), new: try id(new)))
    }
    return try distinct(updates)
  }

  private static func lines(of input: [UInt8]) throws(UsageError) -> [ArraySlice<UInt8>] {
    if input.isEmpty { return [] }
    guard input.last == 0x0A else { throw UsageError("standard input ends in the middle of a line") }
    return input.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// Nil for forty zeros, which is how git says that there is none.
  private static func id(_ digits: ArraySlice<UInt8>) throws(UsageError) -> ObjectID? {
    guard let id = ObjectID(hex: String(decoding: digits, as: UTF8.self)) else {
      throw UsageError(
        "\(quoted(digits)) is no object id of 40 digits; repositories of another object format are not read")
    }
    return id.isZero ? nil : id
  }

  static func reference(_ name: String) throws(UsageError) -> GitPath {
    try reference(Array(name.utf8)[...])
  }

  private static func reference(_ name: ArraySlice<UInt8>) throws(UsageError) -> GitPath {
    let path = GitPath(bytes: Array(name))
    let isPlain = name.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    guard isPlain, name.starts(with: "refs/".utf8), path.components.allSatisfy({ !$0.isEmpty }) else {
      throw UsageError("\(quoted(name)) is no full name of a reference")
    }
    return path
  }

  private static func distinct(_ updates: [RefUpdate]) throws(UsageError) -> [RefUpdate] {
    var seen: Set<GitPath> = []
    for update in updates where !seen.insert(update.name).inserted {
      throw UsageError("\(update.name.display) stands twice in one push")
    }
    return updates
  }

  private static func malformed(_ line: ArraySlice<UInt8>, _ hook: String) -> UsageError {
    UsageError("\(quoted(line)) is no line that git writes to \(hook)")
  }

  private static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    "\"\(String(decoding: bytes.prefix(120), as: UTF8.self))\(bytes.count > 120 ? "…" : "")\""
  }
}
