/// Why Countersign refuses a commit whose signature git calls good: the closed list.
///
/// Each is a commit that could be read in two ways, or a second spelling of the same thing. Nobody's git
/// writes any of them.
enum Strictness: String, CaseIterable {
  case nul = "a NUL, behind which many programs see nothing"
  case headersOutOfOrder = "a required header that is missing or in another place"
  case requiredTwice = "a required header a second time"
  case parentTwice = "a parent a second time"
  case idSpelling = "an id that is not in lower case"
  case carriageReturn = "a carriage return in a header"
  case ident = "a malformed author or committer"
  case headerShape = "a header line without a name and a value"
  case unfinishedHeader = "a last header without a line feed"
  case encoding = "two encodings"
  case twoSignatures = "two gpgsig headers, of which git joins the values"
  case otherSignature = "another header that begins with gpgsig, which git leaves out of the payload"
  case armourLines = "armour with an empty line, or without a whole first line"
  case armourBlanks = "armour with blanks within the base64"
  case armourTail = "armour with text behind it"
  case armourLength = "armour of more bytes than any signature needs"
  case reserved = "an SSHSIG with a reserved field, which OpenSSH does not verify"

  /// The class of a reason that Countersign gives; nil for one that is not on the list.
  init?(_ reason: String) {
    let matching = Strictness.allCases.filter { entry in entry.phrases.contains { reason.contains($0) } }
    guard matching.count == 1 else { return nil }
    self = matching[0]
  }

  private var phrases: [String] {
    switch self {
    case .nul: ["holds a NUL"]
    case .headersOutOfOrder: ["line missing, or headers out of order"]
    case .requiredTwice: ["line repeated or out of order"]
    case .parentTwice: ["names a parent twice"]
    case .idSpelling: ["without a 40-digit lower-case object id"]
    case .carriageReturn: ["with a carriage return"]
    case .ident:
      [
        "e-mail address", "without a space before the date", "a plain decimal number of seconds",
        "a malformed time zone", "beyond the year 9999",
      ]
    case .headerShape: ["header line without a name and a value"]
    case .unfinishedHeader: ["line without a line feed", "last header without a line feed"]
    case .encoding: ["two encoding headers", "encoding header of several lines"]
    case .twoSignatures: ["two gpgsig headers"]
    case .otherSignature: ["a second kind of signature"]
    case .armourLines: ["has an empty line", "does not begin with a line BEGIN"]
    case .armourBlanks: ["not canonical base64"]
    case .armourTail: ["bytes follow the line END"]
    case .armourLength: ["is longer than 16384 bytes"]
    case .reserved: ["reserved field"]
    }
  }
}
