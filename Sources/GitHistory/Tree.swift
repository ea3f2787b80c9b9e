import Glibc

/// A tree object, parsed strictly.
///
///     tree  = *entry
///     entry = mode SP name NUL id        ; mode octal, id 20 raw bytes
///
/// (`gitformat`'s "tree object"; the checks are those of `fsck_tree` in git's `fsck.c`, made errors.)
/// The object's bytes are kept and entries are made when asked for, as most are only ever compared.
package struct Tree: Sendable {
  /// The object's bytes without its header.
  package let bytes: [UInt8]
  /// Where each entry begins, and behind them where the last one ends.
  let starts: [UInt32]
  /// Whether there is nothing but directories, so that no file can be in the way of one.
  let hasDirectoriesOnly: Bool

  /// The tree without entries.
  package static let empty = Tree(trusted: [], starts: [0])

  private init(trusted bytes: [UInt8], starts: [UInt32]) {
    self.bytes = bytes
    self.starts = starts
    hasDirectoriesOnly = true
  }

  /// Parses the bytes of a tree object, in time linear in their number.
  ///
  /// Refused: a mode other than the five of ``FileMode`` or with a leading zero; a name that is empty, `.`,
  /// `..`, or that HFS+ or NTFS take for `.git`; a slash in a name; names out of git's order; a name twice,
  /// also as file and directory; the all-zero id; bytes that end inside an entry.
  package init(parsing bytes: [UInt8]) throws(ParseProblem) {
    self.bytes = bytes
    (starts, hasDirectoriesOnly) = try bytes.withRawBytes { (buffer) throws(ParseProblem) in
      try Tree.scan(buffer)
    }
  }

  /// Parses the bytes of a tree object as ``init(parsing:)`` does. Of what it has in common with a tree of
  /// directories that was parsed before, nothing is looked at again.
  init(parsing bytes: [UInt8], like known: Tree) throws(ParseProblem) {
    if known.hasDirectoriesOnly, let starts = bytes.withUnsafeBytes({ Tree.scan($0, like: known) }) {
      self.init(trusted: bytes, starts: starts)
    } else {
      try self.init(parsing: bytes)
    }
  }

  /// The entries, in git's order.
  package var entries: Entries { Entries(tree: self) }

  /// Hands the name of each entry to `body`, in git's order, without a copy.
  package func forEachName(_ body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { buffer in
      for index in 0..<entries.count { body(RawTreeEntry(at: index, of: starts, in: buffer).name) }
    }
  }

  /// The entry called `name`, by binary search; nil when there is none.
  package subscript(name: [UInt8]) -> TreeEntry? {
    index(of: name, isTree: false).map { entries[$0] } ?? index(of: name, isTree: true).map { entries[$0] }
  }

  /// Where the entry called `name` stands, among directories or among everything else.
  func index(of name: [UInt8], isTree: Bool) -> Int? {
    bytes.withUnsafeBytes { buffer in
      name.withUnsafeBytes { name in
        var range = 0..<entries.count
        while !range.isEmpty {
          let middle = range.lowerBound + range.count / 2
          let entry = RawTreeEntry(at: middle, of: starts, in: buffer)
          let order = TreeOrder.compare(entry.name, isTree: entry.isTree, name, isTree: isTree)
          if order == 0 { return middle }
          range = order < 0 ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
      }
    }
  }

  /// Where the entries begin if all is well and all of them are directories; nil where only a scan of the whole can
  /// tell.
  private static func scan(_ buffer: UnsafeRawBufferPointer, like known: Tree) -> [UInt32]? {
    let overlap = TreeOverlap(of: known, buffer)
    guard overlap.leading + overlap.trailing > 0, buffer.count < Int(UInt32.max) else { return nil }
    let shift = buffer.count - known.bytes.count
    let firstTrailing = known.starts.count - 1 - overlap.trailing
    let boundary = Int(known.starts[firstTrailing]) + shift
    var starts = Array(known.starts[..<overlap.leading])
    starts.reserveCapacity(known.starts.count + 8)
    var position = Int(known.starts[overlap.leading])
    var previous = starts.indices.last.map { RawTreeEntry(at: $0, of: known.starts, in: buffer) }
    // The first entry of the common end is looked at as well: it has another neighbour now.
    while position <= boundary, position < buffer.count {
      let isBoundary = position == boundary
      let (entry, end): (RawTreeEntry, Int)
      do throws(ParseProblem) { (entry, end) = try read(buffer, at: position) } catch { return nil }
      guard entry.isTree, ForbiddenName.reason(for: entry.name) == nil,
        previous.map({ TreeOrder.compare($0.name, isTree: true, entry.name, isTree: true) < 0 }) ?? true
      else { return nil }
      starts.append(UInt32(position))
      (previous, position) = (entry, end)
      if isBoundary {
        starts += known.starts[(firstTrailing + 1)...].map { UInt32(Int($0) + shift) }
        return starts
      }
    }
    guard position == buffer.count, overlap.trailing == 0 else { return nil }
    starts.append(UInt32(position))
    return starts
  }

  private static func scan(
    _ buffer: UnsafeRawBufferPointer
  ) throws(ParseProblem) -> (starts: [UInt32], hasDirectoriesOnly: Bool) {
    var hasDirectoriesOnly = true
    guard buffer.count < Int(UInt32.max) else { throw ParseProblem("a tree of more than 4 GiB") }
    var starts: [UInt32] = []
    starts.reserveCapacity(buffer.count / 40 + 2)
    var previous: RawTreeEntry?
    // Files whose name begins the names that follow: only these can still meet a directory of their name,
    // as in `a`, `a.b`, `a/`. Each is a prefix of the next, so the last one is the only one that can be
    // equal.
    var openFiles: [UnsafeRawBufferPointer] = []
    var position = 0
    while position < buffer.count {
      starts.append(UInt32(position))
      let (entry, end) = try read(buffer, at: position)
      if let reason = ForbiddenName.reason(for: entry.name) {
        throw ParseProblem("tree entry with \(reason)")
      }
      if let previous {
        let order = TreeOrder.compare(
          previous.name, isTree: previous.isTree, entry.name, isTree: entry.isTree)
        if order == 0 { throw ParseProblem("two entries named \(ParseProblem.quoted(entry.name))") }
        if order > 0 { throw ParseProblem("entry \(ParseProblem.quoted(entry.name)) out of order") }
      }
      while let last = openFiles.last, !isPrefix(last, of: entry.name) { openFiles.removeLast() }
      if entry.isTree {
        if openFiles.last?.count == entry.name.count {
          throw ParseProblem("file and directory named \(ParseProblem.quoted(entry.name))")
        }
      } else {
        openFiles.append(entry.name)
        hasDirectoriesOnly = false
      }
      previous = entry
      position = end
    }
    starts.append(UInt32(position))
    return (starts, hasDirectoriesOnly)
  }

  private static func isPrefix(_ prefix: UnsafeRawBufferPointer, of name: UnsafeRawBufferPointer) -> Bool {
    guard name.count >= prefix.count, let left = name.baseAddress, let right = prefix.baseAddress else {
      return false
    }
    return memcmp(left, right, prefix.count) == 0
  }

  private static func read(
    _ buffer: UnsafeRawBufferPointer, at start: Int
  ) throws(ParseProblem) -> (RawTreeEntry, end: Int) {
    let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
    guard let base = rest.baseAddress, let nul = memchr(base, 0, rest.count) else {
      throw ParseProblem("tree ends inside an entry")
    }
    let nameEnd = UnsafeRawPointer(nul) - base
    guard rest.count - nameEnd > ObjectID.byteCount else { throw ParseProblem("tree ends inside an entry") }
    let modeLength = rest[0] == UInt8(ascii: "4") ? 5 : 6
    guard nameEnd > modeLength, rest[modeLength] == UInt8(ascii: " "),
      RawTreeEntry.mode(rest[..<modeLength]) != nil
    else {
      let mode = rest[..<nameEnd].prefix { $0 != UInt8(ascii: " ") }
      throw ParseProblem("tree entry with mode \(ParseProblem.quoted(mode.prefix(12)))")
    }
    let end = nameEnd + 1 + ObjectID.byteCount
    let entry = RawTreeEntry(UnsafeRawBufferPointer(rebasing: rest[..<end]))
    if entry.id.isZero { throw ParseProblem("entry \(ParseProblem.quoted(entry.name)) has the all-zero id") }
    return (entry, start + end)
  }

  /// The entries of a tree, made on access.
  package struct Entries: RandomAccessCollection, Sendable {
    let tree: Tree

    /// Always 0.
    package var startIndex: Int { 0 }
    /// The number of entries.
    package var endIndex: Int { tree.starts.count - 1 }

    /// The entry at this place in git's order.
    package subscript(position: Int) -> TreeEntry {
      tree.bytes.withUnsafeBytes { RawTreeEntry(at: position, of: tree.starts, in: $0).entry }
    }
  }
}
