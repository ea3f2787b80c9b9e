import FuzzDriver
import Glibc
import Signatures

let payload = Array("fuzz\n".utf8)
let other = Array("fuss\n".utf8)
/// Within the time of the certificates among the seeds.
let date: Int64 = 1_790_000_000

let holders = try kept {
  try ["ed25519", "p256", "rsa"].map { try OpenPGPCertificate(armoured: seed("certificate-\($0).asc")) }
}
let holder = holders[0]
let ring = OpenPGPKeyRing(holders)
let known = seed("signature-ed25519.asc")

/// The bytes as certificate and as signature; in armour if they are not.
func readEverything(_ bytes: [UInt8]) {
  for text in [bytes, armour("PGP PUBLIC KEY BLOCK", bytes, headers: true)] { readCertificate(text) }
  for text in [bytes, armour("PGP SIGNATURE", bytes, headers: true)] {
    let answer = ring.check(signature: text, payload: payload, at: date)
    require(answer == ring.check(signature: text, payload: payload, at: date), "a check has one answer")
    if let holder = signer(of: answer) {
      require(holders.contains { $0.signer == holder }, "whoever signed is known")
      let answer = ring.check(signature: text, payload: other, at: date)
      require(signer(of: answer) == nil, "a signature is over one payload")
    }
  }
}

func readCertificate(_ text: [UInt8]) {
  guard let certificate = try? OpenPGPCertificate(armoured: text) else { return }
  let again = try? OpenPGPCertificate(armoured: text)
  require(
    again?.fingerprint == certificate.fingerprint
      && again?.subkeyFingerprints == certificate.subkeyFingerprints, "a certificate reads the same twice")
  require(certificate.fingerprint.utf8.count == 40, "a certificate has a fingerprint")
  for ring in [OpenPGPKeyRing([certificate]), OpenPGPKeyRing([holder, certificate])] {
    let answer = ring.check(signature: known, payload: payload, at: date)
    require([nil, holder.signer].contains(signer(of: answer)), "nobody takes over the signature of another")
  }
}

func signer(of answer: SignatureCheck) -> Signer? {
  if case .valid(let signer, _, _) = answer { signer } else { nil }
}

// A target whose seeds are not valid would find nothing.
for name in ["ed25519", "p256", "rsa"] {
  let text = armour("PGP SIGNATURE", seed("signature-\(name).pgp"), headers: true)
  let answer = ring.check(signature: text, payload: payload, at: date)
  require(signer(of: answer) != nil, "the signature of \(name) is valid: \(answer)")
}
exit(fuzz(readEverything))
