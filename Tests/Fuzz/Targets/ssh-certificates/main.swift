import Crypto
import FuzzDriver
import Glibc
import Signatures

let payload = Array("fuzz\n".utf8)
let other = Array("fuss\n".utf8)
/// Within the time of the certificates among the seeds.
let date: Int64 = 1_790_000_000

/// Whoever reads the source has these keys.
let authority = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 1, count: 32))
let holder = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 2, count: 32))

/// The wire format's string: four bytes of length, and the bytes.
func string(_ bytes: some Collection<UInt8>) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bytes.count >> $0) } + bytes
}

func blob(_ key: Curve25519.Signing.PrivateKey) -> [UInt8] {
  string("ssh-ed25519".utf8) + string(key.publicKey.rawRepresentation)
}

func signature(over bytes: [UInt8], by key: Curve25519.Signing.PrivateKey) -> [UInt8] {
  guard let value = try? key.signature(for: bytes) else { fatalError("cannot sign") }
  return string("ssh-ed25519".utf8) + string(value)
}

let authorities = [
  try SSHPublicKey(openSSH: String(decoding: seed("authority.pub"), as: UTF8.self)),
  try SSHPublicKey(blob: blob(authority)),
]
let allowed = AllowedSigners(
  authorities.flatMap { Array("*@example.com cert-authority \($0.text)\n".utf8) })
let verifier = SignatureVerifier(keys: KeyRing(allowedSigners: allowed.lines))

/// What the holder signs, the same for every certificate.
let claim = string("git".utf8) + string([]) + string("sha512".utf8)
let value = signature(
  over: Array("SSHSIG".utf8) + claim + string(Array(SHA512.hash(data: payload))), by: holder)

/// The bytes as a certificate and as a signature by one; and as all that a certificate says between the key and
/// the authority, which then does sign it.
func readCertificates(_ bytes: [UInt8]) {
  _ = certificate(bytes)
  _ = check(bytes, by: nil)
  _ = check(armour("SSH SIGNATURE", bytes), by: nil)
  let certified = certified(bytes)
  _ = check(signature(by: certified), by: certificate(certified))
}

func certified(_ terms: [UInt8]) -> [UInt8] {
  let key = string(holder.publicKey.rawRepresentation)
  let said = string("ssh-ed25519-cert-v01@openssh.com".utf8) + string([]) + key + terms
  let signed = said + string(blob(authority))
  return signed + string(signature(over: signed, by: authority))
}

func signature(by certified: [UInt8]) -> [UInt8] {
  armour(
    "SSH SIGNATURE", Array("SSHSIG".utf8) + [0, 0, 0, 1] + string(certified) + claim + string(value))
}

func certificate(_ blob: [UInt8]) -> SSHCertificate? {
  guard let certificate = try? SSHCertificate(blob: blob) else { return nil }
  require(!certificate.principals.isEmpty, "a certificate has principals")
  require(certificate.principals.allSatisfy { !$0.isEmpty }, "a principal has a name")
  require((try? SSHPublicKey(blob: certificate.key.blob)) == certificate.key, "a certified key is a key")
  let again = try? SSHCertificate(blob: blob)
  require(
    again?.key == certificate.key && again?.authority == certificate.authority
      && again?.principals == certificate.principals && again?.serial == certificate.serial,
    "a certificate reads the same twice")
  return certificate
}

/// Whether the signature is valid.
func check(_ text: [UInt8], by certificate: SSHCertificate?) -> Bool {
  let answer = verifier.check(signature: text, payload: payload, namespace: "git", at: date)
  require(
    answer == verifier.check(signature: text, payload: payload, namespace: "git", at: date),
    "a check has one answer")
  for answer in [
    verifier.check(signature: text, payload: other, namespace: "git", at: date),
    verifier.check(signature: text, payload: payload, namespace: "file", at: date),
  ] {
    if case .valid = answer { require(false, "a signature is over one payload in one namespace") }
  }
  guard case .valid(let signer, _, let validity) = answer else { return false }
  guard let certified = signer.certified else { fatalError("does not hold: no plain key is known") }
  require(authorities.contains { $0.fingerprint == certified.authority }, "only authorities certify")
  require(!certified.principals.isEmpty, "somebody signed")
  for principal in certified.principals {
    require(principal.utf8.suffix(12).elementsEqual("@example.com".utf8), "authorities keep to their lines")
  }
  if let certificate {
    require(signer.key == certificate.key.fingerprint, "the certified key signed")
    require((validity == .good) == certificate.isValid(at: date), "a certificate is good in its time")
  }
  return true
}

// A target whose seeds are not valid would find nothing.
require(check(seed("ed25519.sig"), by: nil), "the signature of the seeds is valid")
let terms = certified(seed("terms"))
require(check(signature(by: terms), by: certificate(terms)), "the terms of the seeds are valid")
exit(fuzz(readCertificates))
