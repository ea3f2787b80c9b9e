import Documents
import Governance
import Signatures

/// Gives the keys of `policies/allowed_signers` to the identities that the roster lists: a principal stands for
/// the identity with that e-mail.
struct AllowedSignersMerge {
  private let listed: Roster
  /// The keys that are added.
  private var added: [KeyFingerprint: IdentityID] = [:]
  /// The lines whose keys are somebody's, and those of authorities.
  private(set) var lines: [AllowedSigner] = []
  private(set) var warnings: [Finding] = []
  private(set) var errors: [DocumentError] = []

  private static let path = "policies/allowed_signers"

  init(_ roster: Roster) { listed = roster }

  /// The roster with the keys added. When each is good is for its lines to say.
  var roster: Roster {
    listed.adding(
      added.sorted { $0.key < $1.key }.map { (IdentityKey(kind: .ssh, fingerprint: $0.key), $0.value) })
  }

  /// A line that cannot be read gives nobody a key, and so is worth a word, no more.
  mutating func report(_ problem: AllowedSignersProblem) {
    warn(
      problem.message, line: problem.line, column: problem.column,
      help: problem.kind == .localTime ? "write the time in UTC, with a Z behind it" : nil)
  }

  mutating func add(_ line: AllowedSigner) {
    let holders = listed.identities.filter { identity in
      identity.emails.contains { line.principals.matches(Array($0.text.utf8)) }
    }
    if line.isAuthority {
      if holders.isEmpty { warnNobody(line) }
      // Whose a certified key is, each certificate says by itself.
      lines.append(line)
      return
    }
    guard let holder = holders.first else { return warnNobody(line) }
    let fingerprint = KeyFingerprint(line.key.fingerprint)
    if holders.count > 1 {
      return refuse(
        "the key \(fingerprint) would be \(holders.map(\.id.text).joined(separator: " and ")) at once", line)
    }
    let own = listed.holder(of: fingerprint)
    if let other = own?.id ?? added[fingerprint], other != holder.id {
      return refuse("the key \(fingerprint) belongs to \(other) already", line)
    }
    lines.append(line)
    if own == nil { added[fingerprint] = holder.id }
  }

  private mutating func warnNobody(_ line: AllowedSigner) {
    warn(
      "the principals of this line are nobody's e-mail", line: line.line, column: 1,
      help: "add the e-mail to an identity of policies/identities.yaml, or remove the line")
  }

  private mutating func warn(_ message: String, line: Int, column: Int, help: String?) {
    warnings.append(
      Finding(
        .identitiesInvalid, .warning, message, help: help, path: AllowedSignersMerge.path,
        position: Position(line: line, column: column)))
  }

  private mutating func refuse(_ problem: String, _ line: AllowedSigner) {
    errors.append(
      DocumentError(
        path: AllowedSignersMerge.path, position: Position(line: line.line, column: 1), problem: problem,
        hint: "a key is one person's: give each a key of their own"))
  }
}
