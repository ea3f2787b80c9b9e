import FuzzDriver
import Glibc
import Signatures

/// A file of allowed signers, and then a list of patterns in its first line with names in the second.
func readSigners(_ bytes: [UInt8]) {
  let file = AllowedSigners(bytes)
  let again = AllowedSigners(bytes)
  require(file.lines == again.lines && file.problems == again.problems, "a file reads the same twice")

  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  for signer in file.lines {
    require(lines.indices.contains(signer.line - 1), "a signer has a line")
    require((try? SSHPublicKey(openSSH: signer.key.text)) == signer.key, "a signer has a key")
    require(!signer.principals.text.isEmpty, "a signer has a principal")
    require(PatternList(signer.principals.text) == signer.principals, "principals are a list")
    let window = signer.limits.window
    require((window.after ?? .min) < (window.before ?? .max), "a signer has a time")
  }
  for problem in file.problems {
    require(problem.line == 1 || lines.indices.contains(problem.line - 1), "a problem has a line")
    require((1...bytes.count + 1).contains(problem.column), "a problem has a place")
  }
  let unread = file.problems.filter { $0.kind == .unreadable }.map(\.line)
  require(Set(unread).isDisjoint(with: file.lines.map(\.line)), "a line is read or refused")
  _ = KeyRing(allowedSigners: file.lines)

  if lines.count > 1, lines[0].count <= 512, lines[1].count <= 512 { matchPatterns(lines[0], lines[1]) }
}

func matchPatterns(_ text: ArraySlice<UInt8>, _ names: ArraySlice<UInt8>) {
  guard let list = PatternList(text) else { return require(text.count >= 1_023, "a short list is a list") }
  for name in names.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
    require(list.matches(name) == slowlyMatches(text, name), "a list matches what OpenSSH's manual says")
  }
}

/// What ssh_config(5) says of lists of patterns, as simply as it can be put.
func slowlyMatches(_ text: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
  var patterns = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  if patterns.last?.isEmpty == true { patterns.removeLast() }
  let matching = patterns.filter { pattern in
    fits(pattern.first == UInt8(ascii: "!") ? pattern.dropFirst() : pattern, name)
  }
  return !matching.isEmpty && !matching.contains { $0.first == UInt8(ascii: "!") }
}

/// Follows the pattern through the name at all places at once.
func fits(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
  let name = Array(name)
  /// Whether what was seen of the pattern matches this many bytes of the name.
  var reached = [true] + [Bool](repeating: false, count: name.count)
  for byte in pattern {
    var next = [Bool](repeating: false, count: name.count + 1)
    if byte == UInt8(ascii: "*") {
      if let first = reached.firstIndex(of: true) { next[first...].indices.forEach { next[$0] = true } }
    } else {
      for index in name.indices where reached[index] {
        next[index + 1] = byte == UInt8(ascii: "?") || byte == name[index]
      }
    }
    reached = next
  }
  return reached[name.count]
}

exit(fuzz(readSigners))
