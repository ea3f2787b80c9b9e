/// The options of one line of an `allowed_signers` file; `AllowedSignerParser` quotes the grammar.
struct AllowedSignerOptions {
  /// Why they cannot be read, and where.
  struct Problem: Error {
    let message: String
    /// The index in the slice that was read.
    let index: Int
  }

  private(set) var isAuthority = false
  private(set) var namespaces: PatternList?
  private(set) var validAfter: (time: AllowedSignersTime, index: Int)?
  private(set) var validBefore: (time: AllowedSignersTime, index: Int)?

  private let text: ArraySlice<UInt8>
  private var at: Int

  /// No options.
  init() {
    text = []
    at = 0
  }

  /// Reads options, which go on to the end of `text`.
  init(_ text: ArraySlice<UInt8>) throws(Problem) {
    self.text = text
    at = text.startIndex
    while at < text.endIndex {
      try option()
      guard at < text.endIndex else { break }
      guard text[at] == UInt8(ascii: ",") else {
        throw Problem(
          message: "unknown option; use cert-authority, namespaces=\"…\", valid-after=\"…\" or "
            + "valid-before=\"…\", with commas between and no blanks", index: at)
      }
      at += 1
      // OpenSSH, too, takes empty options everywhere but here.
      guard at < text.endIndex else { throw Problem(message: "no option follows the comma", index: at - 1) }
    }
  }

  private mutating func option() throws(Problem) {
    let start = at
    if skip("cert-authority") {
      isAuthority = true
    } else if skip("namespaces=") {
      let value = try quoted()
      guard namespaces == nil else { throw Problem(message: "namespaces is given twice", index: start) }
      guard let list = PatternList(value) else {
        throw Problem(
          message: "a namespace has \(PatternList.patternLimit) bytes or more; shorten it", index: start)
      }
      namespaces = list
    } else if skip("valid-after=") {
      guard validAfter == nil else { throw Problem(message: "valid-after is given twice", index: start) }
      validAfter = (try time(), start)
    } else if skip("valid-before=") {
      guard validBefore == nil else { throw Problem(message: "valid-before is given twice", index: start) }
      validBefore = (try time(), start)
    }
  }

  private mutating func time() throws(Problem) -> AllowedSignersTime {
    let start = at
    guard let time = AllowedSignersTime(try quoted()) else {
      throw Problem(
        message: "this is no time from 1970 on; write it as 20261231Z or 20261231235959Z", index: start)
    }
    return time
  }

  private mutating func quoted() throws(Problem) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let start = at
    guard at < text.endIndex, text[at] == quote else {
      throw Problem(message: "the option's value is not in quotes; put it in quotes", index: start)
    }
    at += 1
    var value: [UInt8] = []
    while at < text.endIndex, text[at] != quote {
      if text[at] == UInt8(ascii: "\\"), at + 1 < text.endIndex, text[at + 1] == quote { at += 1 }
      value.append(text[at])
      at += 1
    }
    guard at < text.endIndex else { throw Problem(message: "the quote is not closed", index: start) }
    at += 1
    return value
  }

  /// Steps over `name` if it stands here, in any ASCII case.
  private mutating func skip(_ name: StaticString) -> Bool {
    let found = name.withUTF8Buffer { name in
      text[at...].count >= name.count
        && zip(text[at...], name).allSatisfy { byte, wanted in
          byte == wanted || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == wanted
        }
    }
    if found { at += name.utf8CodeUnitCount }
    return found
  }
}
