/// An `allowed_signers` file as OpenSSH reads it (ssh-keygen(1), ALLOWED SIGNERS), line by line.
///
/// Every line ends up either in `lines` or in `problems` (or in both, for a problem that the line survives);
/// only empty lines and comments are left out. `ssh-keygen -Y verify` passes over lines that it cannot read;
/// here they are handed to the caller.
///
/// Stricter than `ssh-keygen`, in that these lines are problems: those with control characters; with a key
/// that `SSHPublicKey` refuses (a weak one, a certificate, base64 that is not canonical); with a time that no
/// calendar has, like 30 February; and with a time without a zone, if the line is then valid at no time that
/// every zone agrees on.
package struct AllowedSigners: Sendable {
  /// The lines that were read, in the order of the file. A key may have several.
  package private(set) var lines: [AllowedSigner] = []

  /// What is wrong, in the order of the file.
  package private(set) var problems: [AllowedSignersProblem] = []

  /// The most bytes that a file may have.
  package static let byteLimit = 1 << 20

  /// The most lines that a file may have, empty ones and comments too.
  package static let lineLimit = 20_000

  /// Reads a file. One that is too large has a single problem and no lines.
  package init(_ file: [UInt8]) {
    guard file.count <= Self.byteLimit else {
      refuse("the file is longer than \(Self.byteLimit) bytes; list fewer signers, or certify their keys")
      return
    }
    guard !file.starts(with: [0xef, 0xbb, 0xbf]) else {
      refuse("the file begins with a byte order mark; save it without")
      return
    }
    var count = 0
    var rest = file[...]
    while !rest.isEmpty {
      count += 1
      guard count <= Self.lineLimit else {
        lines = []
        refuse("the file has more than \(Self.lineLimit) lines; list fewer signers, or certify their keys")
        return
      }
      var line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      read(line, number: count)
    }
  }

  private mutating func refuse(_ message: String) {
    problems = [AllowedSignersProblem(kind: .unreadable, line: 1, column: 1, message: message)]
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
    do throws(AllowedSignersProblem) {
      var parser = AllowedSignerParser(bytes, line: number)
      guard let signer = try parser.parse() else { return }
      lines.append(signer)
      problems += parser.warnings
    } catch {
      problems.append(error)
    }
  }
}
