import FuzzDriver
import Glibc
import Signatures

/// Signatures and keys, each as bytes and as text; and the verifier over both.
func readEverything(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  for _ in 0..<2 {
    if let key = try? SSHPublicKey(blob: bytes) {
      require(key.blob == bytes, "a key's blob is the one that was read")
      require((try? SSHPublicKey(openSSH: key.text)) == key, "a key's text is the key")
    }
    if let key = try? SSHPublicKey(openSSH: text) {
      require((try? SSHPublicKey(blob: key.blob)) == key, "a key's blob is the key")
    }
  }
  for signature in [try? SSHSignature(blob: bytes), try? SSHSignature(armoured: bytes)] {
    guard let signature else { continue }
    require(!signature.namespace.isEmpty, "a signature has a namespace")
    let key = try? signature.publicKey()
    require(key == (try? signature.publicKey()), "a key is the same when it is read again")
  }
  let verifier = SignatureVerifier(keys: KeyRing([]))
  let first = verifier.check(signature: bytes, payload: bytes, namespace: "git", at: 0)
  let second = verifier.check(signature: bytes, payload: bytes, namespace: "git", at: 0)
  require(first == second, "a check has one answer")
  if case .valid = first { require(false, "nothing is valid without keys") }
}

exit(fuzz(readEverything))
