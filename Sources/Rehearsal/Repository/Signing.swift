import Signatures

/// Who signs a commit; not necessarily who claims to have made it.
package enum Signing: Sendable {
  /// The person the commit is by.
  case byAuthor
  /// Somebody else, with their own key.
  case by(Person)
  /// Whoever holds this key.
  case with(SSHSigningKey)
  /// Nobody.
  case unsigned
  /// Whatever this makes of the payload goes into the `gpgsig` header.
  case forged(@Sendable ([UInt8]) -> [UInt8])

  /// The armoured signature over a commit's payload, in git's namespace; nil for none.
  func signature(over payload: [UInt8], author: Person) -> [UInt8]? {
    switch self {
    case .byAuthor: author.key.sign(payload, namespace: "git")
    case .by(let person): person.key.sign(payload, namespace: "git")
    case .with(let key): key.sign(payload, namespace: "git")
    case .unsigned: nil
    case .forged(let forge): forge(payload)
    }
  }
}
