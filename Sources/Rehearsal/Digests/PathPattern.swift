/// A pattern of a gate's scope: `*` stands for any bytes of one path segment, `**` for any bytes at all,
/// everything else for itself. Written apart from the checker's, to check it.
struct PathPattern {
  private let bytes: ArraySlice<UInt8>

  init(_ text: String) { bytes = Array(text.utf8)[...] }

  func matches(_ path: [UInt8]) -> Bool { PathPattern.match(bytes, path[...]) }

  private static func match(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let star = UInt8(ascii: "*")
    guard first == star else {
      return first == path.first && match(pattern.dropFirst(), path.dropFirst())
    }
    let crossesSlashes = pattern.dropFirst().first == star
    let rest = pattern.dropFirst(crossesSlashes ? 2 : 1)
    var remaining = path
    while true {
      if match(rest, remaining) { return true }
      guard let byte = remaining.popFirst(), crossesSlashes || byte != UInt8(ascii: "/") else { return false }
    }
  }
}
