import GitHistory
import Governance
import Signatures

/// The keys that a listing of signatures knows, and whose they are: a policy's, or those of key files.
package struct KnownKeys: Sendable {
  let verifier: SignatureVerifier
  private let roster: Roster
  /// Where the models lie.
  let layout: Glob

  /// The keys of the policy at a revision.
  ///
  /// - Throws: `UsageError` where there is no policy that loads.
  package init(ofPolicyAt revision: String, in repository: borrowing Repository) throws {
    let tree = try repository.commit(repository.resolve(revision)).tree
    switch try LoadedPolicy.load(from: tree, in: repository, digests: ContentDigests()) {
    case .loaded(let loaded):
      roster = loaded.roster
      verifier = SignatureVerifier(keys: loaded.keys)
      layout = loaded.policy.layout
    case .missing:
      throw UsageError(
        "there is no policies/policy.yaml at \(revision), so no key is known; "
          + "name keys with --allowed-signers or --openpgp")
    case .invalid(let findings):
      let first = findings.first
      let place = "\(first?.path ?? "policies"):\(first?.position?.line ?? 1)"
      throw UsageError("the policy at \(revision) does not load: \(place): \(first?.message ?? "")")
    }
  }

  /// The keys of files, without a policy. A line of allowed signers is called by its principals, a certificate by
  /// its file.
  ///
  /// - Throws: `UsageError` for what cannot be read: a listing with half of its keys would mislead.
  package init(
    allowedSigners: [(path: String, bytes: [UInt8])], openPGP: [(path: String, bytes: [UInt8])]
  ) throws {
    var identities: [Identity] = []
    var lines: [AllowedSigner] = []
    func add(_ name: String, _ key: IdentityKey?) {
      if let index = identities.firstIndex(where: { $0.id.text.isExactly(name) }) {
        if let key { identities[index].keys.append(key) }
      } else {
        identities.append(
          Identity(id: IdentityID(name), emails: [EmailAddress(name)], keys: key.map { [$0] } ?? []))
      }
    }
    for file in allowedSigners {
      let signers = AllowedSigners(file.bytes)
      if let problem = signers.problems.first(where: { $0.kind == .unreadable }) {
        throw UsageError("\(file.path):\(problem.line):\(problem.column): \(problem.message)")
      }
      lines += signers.lines
      for line in signers.lines {
        let name = String(decoding: line.principals.text, as: UTF8.self)
        if line.isAuthority {
          // Whom it certifies are the principals that it names without a pattern.
          for principal in name.split(separator: ",")
          where !principal.utf8.contains(where: "*?!".utf8.contains) {
            add(String(principal), nil)
          }
        } else {
          add(name, IdentityKey(kind: .ssh, fingerprint: KeyFingerprint(line.key.fingerprint)))
        }
      }
    }
    var certificates: [OpenPGPCertificate] = []
    for file in openPGP {
      do throws(Signatures.KeyProblem) {
        let certificate = try OpenPGPCertificate(armoured: file.bytes)
        certificates.append(certificate)
        add(
          file.path,
          IdentityKey(kind: .openPGP(path: file.path), fingerprint: KeyFingerprint(certificate.fingerprint)))
      } catch {
        throw UsageError("\(file.path): \(error.reason)")
      }
    }
    var ring = KeyRing([], allowedSigners: lines)
    if !certificates.isEmpty { ring.openpgp = OpenPGPKeyRing(certificates) }
    verifier = SignatureVerifier(keys: ring)
    roster = Roster(identities)
    layout = Glob("models/*")
  }

  /// Whose the key of a good signature is; nil if nobody's.
  func holding(_ signer: Signer, _ validity: KeyValidity, at date: Int64) -> KeyHolding? {
    KeyHolding(
      of: signer, validity: validity, in: roster, at: Instant(seconds: date), inTrustedBase: false)
  }

  /// The key that somebody means by a fingerprint, or by the id of an identity that has only one.
  ///
  /// - Throws: `UsageError` where nobody holds it.
  package func key(named name: String) throws -> String {
    let fingerprint = KeyFingerprint(name)
    if roster.holder(of: fingerprint) != nil { return name }
    guard let identity = roster[id: IdentityID(name)] else {
      throw UsageError(
        "no identity holds the key \(name); name it as `countersign signatures` prints it, such as SHA256:…")
    }
    guard let key = identity.keys.first, identity.keys.count == 1 else {
      let keys = identity.keys.map { "\n  \($0.fingerprint)" }.joined()
      throw UsageError("\(name) has \(identity.keys.count) keys; name one of them\(keys)")
    }
    return key.fingerprint.text
  }
}
