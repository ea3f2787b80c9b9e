import Glibc

/// Reads a commit object line by line.
struct CommitReader {
  /// What ``RawCommit`` needs, still as positions where that saves a copy.
  struct Parsed {
    var tree: ObjectID
    var parents: [ObjectID]
    var author: PersonStamp
    var committer: PersonStamp
    /// From the `g` of `gpgsig` to behind the line feed of its last line.
    var signatureHeader: Range<Int>?
    var messageStart: Int
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Reads a whole commit; see ``RawCommit/init(parsing:id:)`` for what is refused.
  static func read(_ bytes: UnsafeRawBufferPointer) throws(ParseProblem) -> Parsed {
    if let base = bytes.baseAddress, memchr(base, 0, bytes.count) != nil {
      throw ParseProblem("commit holds a NUL")
    }
    var reader = CommitReader(bytes)
    let (tree, parents) = try reader.readLinks()
    if parents.count > 1, Set(parents).count != parents.count {
      throw ParseProblem("commit names a parent twice")
    }
    // No object is both. Git, which meets the tree first, takes such a commit for unreadable.
    if parents.contains(tree) { throw ParseProblem("commit names its tree as a parent") }
    let author = try reader.readPerson("author")
    let committer = try reader.readPerson("committer")
    let signature = try reader.readOptionalHeaders()
    return Parsed(
      tree: tree, parents: parents, author: author, committer: committer, signatureHeader: signature,
      messageStart: reader.position)
  }

  /// Reads only what history is made of: tree, parents and the committer's date in seconds. The date orders
  /// walks and decides nothing, so one that cannot be read is 0.
  static func readGraphPart(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ParseProblem) -> (tree: ObjectID, parents: [ObjectID], date: Int64) {
    var reader = CommitReader(bytes)
    let (tree, parents) = try reader.readLinks()
    // As strict readers refuse these and git ignores them, history must not depend on who is asked.
    var date: Int64 = 0
    if (try? reader.readPerson("author")) != nil, let committer = try? reader.readPerson("committer") {
      date = committer.time
    }
    return (tree, parents, date)
  }

  private mutating func readLinks() throws(ParseProblem) -> (tree: ObjectID, parents: [ObjectID]) {
    guard let tree = try readID("tree") else { throw ParseProblem("commit does not begin with a tree") }
    var parents: [ObjectID] = []
    while let parent = try readID("parent") { parents.append(parent) }
    return (tree, parents)
  }

  /// The id on the next line when that is a `header` line.
  private mutating func readID(_ header: StaticString) throws(ParseProblem) -> ObjectID? {
    guard let value = value(of: header) else { return nil }
    guard let line = lineEnd(from: value), let id = ObjectID(hexDigits: slice(value..<line)) else {
      throw ParseProblem("\(header) line without a 40-digit lower-case object id")
    }
    position = line + 1
    return id
  }

  private mutating func readPerson(_ header: StaticString) throws(ParseProblem) -> PersonStamp {
    guard let value = value(of: header) else {
      throw ParseProblem("\(header) line missing, or headers out of order")
    }
    guard let end = lineEnd(from: value) else { throw ParseProblem("\(header) line without a line feed") }
    let line = slice(value..<end)
    if let base = line.baseAddress, memchr(base, Int32(UInt8(ascii: "\r")), line.count) != nil {
      throw ParseProblem("\(header) line with a carriage return")
    }
    let person = try PersonStamp(parsing: line, of: header)
    position = end + 1
    return person
  }

  /// Reads up to behind the empty line, or to the end where there is none.
  private mutating func readOptionalHeaders() throws(ParseProblem) -> Range<Int>? {
    var signature: Range<Int>?
    var hasEncoding = false
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
      let start = position
      guard var end = lineEnd(from: start) else { throw ParseProblem("last header without a line feed") }
      guard let space = slice(start..<end).firstIndex(of: UInt8(ascii: " ")), space > 0 else {
        throw ParseProblem("header line without a name and a value")
      }
      let name = slice(start..<(start + space))
      while end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: " ") {
        guard let next = lineEnd(from: end + 1) else { throw ParseProblem("last header without a line feed") }
        end = next
      }
      position = end + 1
      let header = slice(start..<end)
      if let base = header.baseAddress, memchr(base, Int32(UInt8(ascii: "\r")), header.count) != nil {
        throw ParseProblem("header \(ParseProblem.quoted(name)) with a carriage return")
      }
      if name.elementsEqual("gpgsig".utf8) {
        if signature != nil { throw ParseProblem("two gpgsig headers") }
        signature = start..<position
      } else if name.starts(with: "gpgsig".utf8) {
        throw ParseProblem("header \(ParseProblem.quoted(name)), a second kind of signature")
      } else if name.elementsEqual("encoding".utf8) {
        if hasEncoding { throw ParseProblem("two encoding headers") }
        if header.contains(UInt8(ascii: "\n")) { throw ParseProblem("encoding header of several lines") }
        hasEncoding = true
      } else if ["tree", "parent", "author", "committer"].contains(where: { name.elementsEqual($0.utf8) }) {
        throw ParseProblem("\(ParseProblem.quoted(name)) line repeated or out of order")
      }
    }
    if position < bytes.count { position += 1 }
    return signature
  }

  /// The lines of a folded header, from its name to its last line feed, as they were before folding.
  static func unfolded(_ header: ArraySlice<UInt8>) -> [UInt8] {
    var value: [UInt8] = []
    value.reserveCapacity(header.count)
    var isFirst = true
    for line in header.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      let start = isFirst ? line.firstIndex(of: UInt8(ascii: " ")).map { $0 + 1 } : line.startIndex + 1
      value += line[(start ?? line.startIndex)...]
      value.append(UInt8(ascii: "\n"))
      isFirst = false
    }
    return value
  }

  /// Where the value begins when the next line begins with `header` and a space.
  private func value(of header: StaticString) -> Int? {
    let length = header.utf8CodeUnitCount
    guard bytes.count - position > length, let base = bytes.baseAddress,
      memcmp(base + position, header.utf8Start, length) == 0, bytes[position + length] == UInt8(ascii: " ")
    else { return nil }
    return position + length + 1
  }

  private func lineEnd(from start: Int) -> Int? {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }
}
