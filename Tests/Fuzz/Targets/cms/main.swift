import FuzzDriver
import Glibc
import Signatures

let payload = Array("fuzz\n".utf8)
let other = Array("fuss\n".utf8)
/// Within the time of the certificates among the seeds.
let date: Int64 = 1_790_000_000

let names = [
  X509Name(issuer: #"CN=authority,O=Fuzz test\, not trusted"#, subject: "alice@example.com"),
  X509Name(issuer: "https://accounts.example.com", subject: "alice@example.com"),
]
let trust = try X509Trust(roots: [("roots.pem", seed("roots.pem"))], names: names)
let longLived = armour("SIGNED MESSAGE", seed("person.der"))
let shortLived = seed("short-lived-log.ber")

/// The short-lived signature without witnesses: it lacks the ends of five nodes of indefinite length.
let unwitnessed = Array(seed("short-lived.ber").dropLast(10))

/// The bytes as a signature, as what witnesses say of one, and as what a policy trusts.
func readEverything(_ bytes: [UInt8]) {
  check(bytes)
  check(armour("SIGNED MESSAGE", bytes))
  if bytes.count <= 16_384 {
    // dev.sigstore.rekor.v1.TransparencyLogEntry, and id-aa-timeStampToken.
    check(witnessed([0x2b, 6, 1, 4, 1, 0x83, 0xbf, 0x30, 3, 1], node(0x04, bytes)))
    check(witnessed([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 14], bytes))
  }
  for pem in [bytes, armour("CERTIFICATE", bytes), armour("PUBLIC KEY", bytes)] {
    guard let trust = try? X509Trust(roots: [("a.pem", pem)], names: names) else { continue }
    require((try? X509Trust(roots: [("a.pem", pem)], names: names)) != nil, "roots read the same twice")
    for signature in [longLived, armour("CMS", shortLived)] { check(signature, trust) }
  }
}

func check(_ text: [UInt8], _ trust: X509Trust = trust) {
  let answer = trust.check(signature: text, payload: payload, at: date)
  require(answer == trust.check(signature: text, payload: payload, at: date), "a check has one answer")
  guard let name = signer(of: answer) else { return }
  require(names.contains { $0.signer == name }, "whoever signed is listed")
  require(
    signer(of: trust.check(signature: text, payload: other, at: date)) == nil,
    "a signature is over one payload")
}

func signer(of answer: SignatureCheck) -> Signer? {
  if case .valid(let signer, _, _) = answer { signer } else { nil }
}

/// The short-lived signature with one unsigned attribute.
func witnessed(_ type: [UInt8], _ value: [UInt8]) -> [UInt8] {
  let attribute = node(0xa1, node(0x30, node(0x06, type) + node(0x31, value)))
  return armour("SIGNED MESSAGE", unwitnessed + attribute + [UInt8](repeating: 0, count: 10))
}

/// A node of DER.
func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
  let count = content.count
  let length: [UInt8] =
    count < 0x80
    ? [UInt8(count)] : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
  return [tag] + length + content
}

// A target whose seeds are not valid would find nothing.
for name in ["person.der", "person.ber", "short-lived-log.ber", "short-lived-timestamp.ber"] {
  let answer = trust.check(signature: armour("CMS", seed(name)), payload: payload, at: date)
  require(signer(of: answer) != nil, "the seed \(name) is valid: \(answer)")
}
exit(fuzz(readEverything))
