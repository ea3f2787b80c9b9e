import Governance

/// Reads one key of an identity: `{ssh: …}`, `{openpgp: PATH}` or `{x509: {issuer: …, subject: …}}`, each with
/// `from`, `until` and `revoked`.
struct IdentityKeyReader {
  private let item: Field
  private let keys: KeyReader

  init(_ item: Field, _ keys: KeyReader) {
    self.item = item
    self.keys = keys
  }

  /// The key, or nil after it has been recorded why there is none.
  var key: IdentityKey? {
    guard let mapping = item.mapping else { return nil }
    let from = mapping["from"]?.instant
    let until = mapping["until"]?.instant
    let revoked = revocation(mapping["revoked"])
    let fields = (ssh: mapping["ssh"], openPGP: mapping["openpgp"], x509: mapping["x509"])
    if let from, let until, until <= from { item.refuse("\(item.name) ends before it starts") }
    let found: (IdentityKey.Kind, KeyFingerprint)?
    switch fields {
    case (let field?, nil, nil): found = ssh(field)
    case (nil, let field?, nil): found = openPGP(field)
    case (nil, nil, let field?): found = x509(field)
    default: found = nil
    }
    return found.map { kind, fingerprint in
      IdentityKey(kind: kind, fingerprint: fingerprint, from: from, until: until, revoked: revoked)
    }
  }

  private func ssh(_ field: Field) -> (IdentityKey.Kind, KeyFingerprint)? {
    guard let text = field.string else { return nil }
    return fingerprint(keys.ssh(text), field).map { (.ssh, $0) }
  }

  private func openPGP(_ field: Field) -> (IdentityKey.Kind, KeyFingerprint)? {
    guard let path = field.text(.keyPath) else { return nil }
    return fingerprint(keys.openPGP(path), field).map { (.openPGP(path: path), $0) }
  }

  private func x509(_ field: Field) -> (IdentityKey.Kind, KeyFingerprint)? {
    guard let mapping = field.mapping else { return nil }
    let issuer = mapping["issuer"]?.text(.visibleLine)
    let subject = mapping["subject"]?.text(.visible)
    guard let issuer, let subject else { return nil }
    return fingerprint(keys.x509(issuer, subject), field).map {
      (.x509(issuer: issuer, subject: subject), $0)
    }
  }

  private func fingerprint(_ answer: KeyReader.Answer, _ field: Field) -> KeyFingerprint? {
    switch answer {
    case .success(let fingerprint): return fingerprint
    case .failure(let problem):
      field.refuse("\(field.name) is no key that may be used: \(problem.message)")
      return nil
    }
  }

  private func revocation(_ field: Field?) -> IdentityKey.Revocation? {
    guard let mapping = field?.mapping else { return nil }
    let at = mapping["at"]?.instant
    let reason = mapping["reason"]?.choice(IdentityKey.Revocation.Reason.self)
    guard let at, let reason else { return nil }
    return IdentityKey.Revocation(at: at, reason: reason)
  }
}
