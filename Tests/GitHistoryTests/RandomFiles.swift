import GitHistory

/// A history of random edits to a few files of a few lines in nested directories, with many merges and so
/// many criss-crosses; with an even seed the lines of a file repeat. Merge commits have one of their
/// parents' trees, edited.
struct RandomFiles {
  private(set) var commits: [ObjectID] = []

  private typealias Files = [String: [Int]]

  init(seed: UInt64, count: Int, in writer: borrowing RepositoryWriter) throws {
    var random = SeededNumbers(state: seed &* 77)
    var states: [Files] = []
    for number in 0..<count {
      var files: Files = [:]
      var parents: [ObjectID] = []
      if number == 0 {
        for name in ["a", "b/x", "b/y", "c/d/z", "c/e", "f.g"] {
          files[name] = (0..<24).map { seed % 2 == 0 ? $0 % 3 : $0 }
        }
      } else {
        let first = max(0, number - 1 - Int(random.next() % 5))
        let second = max(0, number - 1 - Int(random.next() % 5))
        files = states[first]
        parents = [commits[first]]
        if first != second, random.next() % 3 == 0 {
          parents.append(commits[second])
          // A resolution that takes some files of the other side.
          for (name, lines) in states[second] where random.next() % 2 == 0 { files[name] = lines }
          Self.dropClashes(&files)
        }
        for _ in 0..<(1 + random.next() % 2) { Self.edit(&files, &random) }
      }
      let person = PersonStamp(
        name: Array("Erin".utf8), email: Array("e@x".utf8), time: 1_000_000 + Int64(number))
      commits.append(
        try writer.writeCommit(
          tree: try Self.write(files.map { ($0.split(separator: "/").map(String.init), $1) }, in: writer),
          parents: parents, author: person, committer: person, message: Array("\(number)".utf8)))
      states.append(files)
    }
  }

  private static func edit(_ files: inout Files, _ random: inout SeededNumbers) {
    let name = ["a", "b/x", "b/y", "c/d/z", "c/e", "f.g", "f/h", "b", "c/d", "n/m/o"].randomElement(
      using: &random)!
    guard var lines = files[name] else {
      if random.next() % 3 == 0 {
        for other in files.keys where other.hasPrefix(name + "/") || name.hasPrefix(other + "/") {
          files[other] = nil
        }
        files[name] = [1, 2, Int(random.next() % 3)]
      }
      return
    }
    switch random.next() % 8 {
    case 0: files[name] = nil
    case 1: lines.insert(Int(random.next() % 4), at: Int(random.next() % UInt64(lines.count + 1)))
    case 2 where lines.count > 2: lines.remove(at: Int(random.next() % UInt64(lines.count)))
    default: lines[Int(random.next() % UInt64(lines.count))] = 100 + Int(random.next() % 6)
    }
    if files[name] != nil { files[name] = lines }
  }

  private static func dropClashes(_ files: inout Files) {
    for name in files.keys.sorted() where files.keys.contains(where: { $0.hasPrefix(name + "/") }) {
      files[name] = nil
    }
  }

  private static func write(
    _ files: [(path: [String], lines: [Int])], at directory: String = "",
    in writer: borrowing RepositoryWriter
  ) throws -> ObjectID {
    var entries: [TreeEntry] = []
    for (name, below) in Dictionary(grouping: files, by: { $0.path[0] }) {
      if below[0].path.count == 1 {
        // With its path in every line no file resembles another, so git finds no renames.
        let text = below[0].lines.map { "\(directory)\(name) \($0)\n" }.joined()
        let id = try writer.writeBlob(Array(text.utf8))
        entries.append(TreeEntry(name: Array(name.utf8), mode: .file, id: id))
      } else {
        let id = try write(
          below.map { (Array($0.path.dropFirst()), $0.lines) }, at: directory + name + "/", in: writer)
        entries.append(TreeEntry(name: Array(name.utf8), mode: .tree, id: id))
      }
    }
    return try writer.writeTree(entries)
  }
}
