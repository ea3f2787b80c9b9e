import Documents
import GitHistory
import Governance
import Signatures

/// The keys of a policy: those that `identities.yaml` names, those of `allowed_signers`, the OpenPGP certificates
/// and X.509 roots that lie beside them.
///
/// A class, because it collects what the roster's reader meets while it is reading.
final class PolicyKeys {
  /// The files below `policies/`, by their paths relative to it.
  private let files: [GitPath: [UInt8]]
  private var ssh: [SSHPublicKey] = []
  private var certificates: [OpenPGPCertificate] = []
  private var names: [X509Name] = []
  /// What does not keep the policy from loading.
  private(set) var warnings: [Finding] = []

  private static let allowedSigners: GitPath = "allowed_signers"
  /// The most files of keys and roots that a policy may have.
  private static let fileLimit = 4_096

  /// - Parameter files: those below `policies/`, by their paths relative to it.
  init(files: [GitPath: [UInt8]]) { self.files = files }

  /// Reads the files that hold keys: `allowed_signers`, and what lies below `keys/` and `roots/`.
  ///
  /// - Throws: `GitError` for what cannot be read, and for too many files or too large ones.
  static func load(from tree: ObjectID, in repository: borrowing Repository) throws(GitError) -> PolicyKeys {
    var files: [GitPath: [UInt8]] = [:]
    if let entry = try repository.entry(at: GovernedPath.allowedSigners, inTree: tree) {
      files[allowedSigners] = try repository.document(entry.id)
    }
    for folder in ["keys", "roots"] {
      let path = GovernedPath.policies.appending(Array(folder.utf8))
      guard let entry = try repository.entry(at: path, inTree: tree), entry.mode == .tree else { continue }
      for file in try repository.files(inTree: tree, below: path, limit: fileLimit) {
        let relative = GitPath(bytes: Array(file.path.bytes.dropFirst(GovernedPath.policies.bytes.count + 1)))
        guard file.mode.isFile else { continue }
        files[relative] = try repository.document(file.id)
      }
    }
    return PolicyKeys(files: files)
  }

  /// How the roster's keys are read; what is read is kept for the ring.
  var reader: KeyReader {
    KeyReader(
      ssh: { text in
        PolicyKeys.answer { () throws(Signatures.KeyProblem) in
          let key = try SSHPublicKey(openSSH: text)
          self.ssh.append(key)
          return key.fingerprint
        }
      },
      openPGP: { path in
        guard let file = self.files[GitPath(path)] else {
          return .failure(Documents.KeyProblem("policies/\(path) is not there; export the certificate to it"))
        }
        return PolicyKeys.answer { () throws(Signatures.KeyProblem) in try self.certificate(file) }
      },
      x509: { issuer, subject in
        let name = X509Name(issuer: issuer, subject: subject)
        self.names.append(name)
        return .success(KeyFingerprint(name.signer.key))
      })
  }

  private static func answer(
    _ read: () throws(Signatures.KeyProblem) -> String
  ) -> KeyReader.Answer {
    do throws(Signatures.KeyProblem) {
      return .success(KeyFingerprint(try read()))
    } catch {
      return .failure(Documents.KeyProblem(error.reason))
    }
  }

  /// A key that stands in two certificates would be two people's, whoever of them signed.
  private func certificate(_ file: [UInt8]) throws(Signatures.KeyProblem) -> String {
    let certificate = try OpenPGPCertificate(armoured: file)
    let own = [certificate.fingerprint] + certificate.subkeyFingerprints
    for other in certificates where other.fingerprint != certificate.fingerprint {
      for key in [other.fingerprint] + other.subkeyFingerprints where own.contains(key) {
        throw Signatures.KeyProblem(
          .malformed, "its key \(key) stands in the certificate \(other.fingerprint) as well")
      }
    }
    certificates.append(certificate)
    return certificate.fingerprint
  }

  /// The ring, and the roster with the keys that `allowed_signers` adds; or why there is none.
  func ring(for roster: Roster) -> Result<(KeyRing, Roster), DocumentErrors> {
    let signers = files[PolicyKeys.allowedSigners].map { AllowedSigners($0) }
    var merge = AllowedSignersMerge(roster)
    for problem in signers?.problems ?? [] { merge.report(problem) }
    for line in signers?.lines ?? [] { merge.add(line) }
    warnings = merge.warnings
    if !merge.errors.isEmpty { return .failure(DocumentErrors(errors: merge.errors)) }
    var ring = KeyRing(ssh, allowedSigners: merge.lines)
    if !certificates.isEmpty { ring.openpgp = OpenPGPKeyRing(certificates) }
    if !names.isEmpty {
      let roots = files.filter {
        $0.key.hasPrefix("roots") && $0.key.bytes.suffix(4).elementsEqual(".pem".utf8)
      }
      .sorted { $0.key < $1.key }
      .map { (path: "policies/\($0.key.display)", pem: $0.value) }
      if roots.isEmpty {
        warnings.append(
          Finding(
            .identitiesInvalid, .warning,
            "identities.yaml lists X.509 names, and there is no root to check their certificates against",
            help:
              "add the root certificates of their issuers as policies/roots/*.pem, or remove the x509 keys",
            path: "policies/identities.yaml"))
      }
      do throws(Signatures.KeyProblem) {
        ring.x509 = try X509Trust(roots: roots, names: names)
      } catch {
        return .failure(
          DocumentErrors(errors: [
            DocumentError(
              path: "policies/roots", position: Position(line: 1, column: 1), problem: error.reason)
          ]))
      }
    }
    return .success((ring, merge.roster))
  }
}
