import Governance

/// The YAML front matter of a Markdown file: what stands between a first line `---` and the next line `---`.
///
/// Where one program would see another front matter than the next, there is none to rely on: blanks behind the
/// dashes, or lines before them, are refused.
enum FrontMatter {
  /// The file up to the line that ends the front matter. Its first line, which YAML takes for the start of a document,
  /// is part of it, so that lines count from the file's first. Nil where the file does not begin with a front matter.
  static func bytes(of file: [UInt8], path: String) throws(DocumentError) -> [UInt8]? {
    func refuse(_ line: Int, _ problem: String, _ hint: String) -> DocumentError {
      DocumentError(path: path, position: Position(line: line, column: 1), problem: problem, hint: hint)
    }
    guard file.count <= StrictYAML.sizeLimit else {
      throw refuse(1, "the file is larger than 1 MiB", "keep images and data in files of their own")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = file.starts(with: mark)
    let lead = hasMark ? mark.count : 0
    guard let start = file[lead...].firstIndex(where: { !isBlank($0) && !isLineBreak($0) }),
      file[start...].starts(with: dashes)
    else { return nil }
    guard let next = file[(start + 3)...].first else { return nil }
    // A longer rule, or text behind it, is Markdown.
    guard isBlank(next) || isLineBreak(next) else { return nil }
    if hasMark { throw refuse(1, "the file starts with a byte order mark", "save it as UTF-8 without one") }
    if start > 0 { throw refuse(1, "the front matter begins too late", "make --- the very first line") }
    var offset = 0
    var number = 1
    while offset < file.count {
      let end = file[offset...].firstIndex(of: 0x0A) ?? file.count
      let line = file[offset..<end]
      let isWhole = line.elementsEqual(dashes) || line.elementsEqual(dashes + [0x0D])
      if !isWhole, line.starts(with: dashes), line.dropFirst(3).allSatisfy({ isBlank($0) || isLineBreak($0) })
      {
        throw refuse(number, "blanks follow the dashes", "make the line --- and nothing else")
      }
      if isWhole, number > 1 { return Array(file[..<offset]) }
      offset = end + 1
      number += 1
    }
    throw refuse(1, "the front matter does not end", "close it with a line --- below its last key")
  }

  private static let dashes: [UInt8] = [0x2D, 0x2D, 0x2D]
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
