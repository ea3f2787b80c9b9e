extension RawCommit {
  /// The e-mail addresses of the `Co-authored-by:` trailers, in order, bytes as written.
  ///
  /// Trailers stand in the last paragraph (`git help interpret-trailers`); a key's case does not matter,
  /// blanks may stand before the colon, and a value goes on over lines that begin with a blank. Three
  /// things are taken more generously than git does, as a missed co-author is an evasion: the share of
  /// other lines in that paragraph does not matter; where it holds trailers only, so are those before it
  /// that do; and so is what stands right under the title, without an empty line. Prose further up is
  /// never a trailer, nor is the title. Where a line `---` divides the message, what stands before it is
  /// read as well.
  package var coAuthors: [[UInt8]] {
    let lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    var emails = Trailers.coAuthors(in: lines[...])
    if let divider = lines.firstIndex(where: Trailers.isDivider) {
      emails += Trailers.coAuthors(in: lines[..<divider])
    }
    var seen: Set<[UInt8]> = []
    return emails.filter { seen.insert($0).inserted }
  }
}

/// The trailer block of a commit message, by lines.
enum Trailers {
  typealias Line = ArraySlice<UInt8>

  /// A line of three dashes, alone or with a blank behind them.
  static func isDivider(_ line: Line) -> Bool {
    line.starts(with: "---".utf8) && (line.count == 3 || isBlank(line[line.startIndex + 3]))
  }

  static func coAuthors(in lines: ArraySlice<Line>) -> [[UInt8]] {
    var emails: [[UInt8]] = []
    for trailer in trailers(in: lines) where isCoAuthor(trailer) {
      guard let colon = trailer.firstIndex(of: UInt8(ascii: ":")) else { continue }
      emails += addresses(in: trailer[(colon + 1)...])
    }
    return emails
  }

  /// The unfolded lines of the block that may be trailers.
  private static func trailers(in lines: ArraySlice<Line>) -> [Line] {
    var paragraphs = lines.split { $0.allSatisfy(isBlank) }.map(Array.init)
    if paragraphs.isEmpty { return [] }
    paragraphs[0].removeFirst()
    var blocks: [[Line]] = []
    for (distance, paragraph) in paragraphs.reversed().enumerated() {
      let unfolded = unfold(paragraph)
      let hasTrailersOnly = unfolded.allSatisfy { key(of: $0) != nil }
      if distance == 0 || hasTrailersOnly { blocks.append(unfolded) }
      if !hasTrailersOnly { break }
    }
    return blocks.reversed().flatMap { $0 }
  }

  private static func unfold(_ paragraph: [Line]) -> [Line] {
    var result: [[UInt8]] = []
    for line in paragraph {
      if let first = line.first, isBlank(first), !result.isEmpty {
        result[result.count - 1] += line
      } else {
        result.append(Array(line))
      }
    }
    return result.map { $0[...] }
  }

  /// Letters, digits and hyphens, then blanks, then a colon.
  private static func key(of line: Line) -> Line? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    var key = line[..<colon]
    while let last = key.last, isBlank(last) { key.removeLast() }
    let isKey = key.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return isKey && !key.isEmpty ? key : nil
  }

  private static func isCoAuthor(_ line: Line) -> Bool {
    guard let key = key(of: line) else { return false }
    return key.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
      .elementsEqual("co-authored-by".utf8)
  }

  /// What stands between angle brackets; where there are none, the words with an `@`.
  private static func addresses(in value: Line) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var rest = value
    while let open = rest.firstIndex(of: UInt8(ascii: "<")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: ">"))
    {
      found.append(trimmed(rest[(open + 1)..<close]))
      rest = rest[(close + 1)...]
    }
    if !found.isEmpty { return found }
    return value.split(whereSeparator: { isBlank($0) || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ",") })
      .filter { $0.contains(UInt8(ascii: "@")) }.map(Array.init)
  }

  private static func trimmed(_ bytes: Line) -> [UInt8] {
    var rest = bytes
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return Array(rest)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}
