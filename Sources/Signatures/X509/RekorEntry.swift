/// A log's promise that it took in a signature at a time, as gitsign embeds it in the signature itself.
///
///     message TransparencyLogEntry {            (sigstore's protobuf-specs, sigstore_rekor.proto)
///       int64 log_index = 1;
///       LogId log_id = 2;                       { bytes key_id = 1; }
///       KindVersion kind_version = 3;           { string kind = 1; string version = 2; }
///       int64 integrated_time = 4;
///       InclusionPromise inclusion_promise = 5; { bytes signed_entry_timestamp = 1; }
///       InclusionProof inclusion_proof = 6;
///       bytes canonicalized_body = 7; }
///
/// The proof, which says that the promise was kept, is not looked at: the time rests on the promise.
struct RekorEntry {
  private let index: Int64
  private let logID: [UInt8]
  private let promise: [UInt8]
  private let body: [UInt8]

  /// When the log took the entry in, in seconds since 1970; true only if `isPromised` says so.
  let time: Int64

  init(_ bytes: [UInt8]) throws(SignatureProblem) {
    let entry = try ProtobufReader(bytes)
    index = try entry.number(1)
    logID = Array(try ProtobufReader(entry.bytes(2)).bytes(1))
    let kind = try ProtobufReader(entry.bytes(3))
    guard try kind.bytes(1).elementsEqual("hashedrekord".utf8), try kind.bytes(2).elementsEqual("0.0.1".utf8)
    else { throw SignatureProblem(reason: "the log's entry is no hashedrekord 0.0.1") }
    time = try entry.number(4)
    promise = Array(try ProtobufReader(entry.bytes(5)).bytes(1))
    guard !promise.isEmpty, time > 0 else {
      throw SignatureProblem(reason: "the log's entry has no signed time")
    }
    body = Array(try entry.bytes(7))
  }

  /// Whether one of these logs promises an entry about just this signature.
  ///
  /// - Parameters:
  ///   - signer: its signed bytes are what the entry has the hash of (gitsign, `VerifyOffline`).
  ///   - certificate: the signer's.
  /// - Throws: `SignatureProblem` that says what is not right.
  func check(_ signer: CMSSigner, by certificate: X509Certificate, logs: [RekorLog]) throws(SignatureProblem)
  {
    guard let log = logs.first(where: { $0.id == logID }) else {
      throw SignatureProblem(
        reason: "the log \(Hexadecimal.encode(logID.prefix(8)))… is not in the policy; "
          + "add its PUBLIC KEY to policies/roots")
    }
    // gitsign leaves the body out. Made anew from the signature in hand, it can be about nothing else.
    let expected = Self.body(signer, certificate)
    guard body.isEmpty || body == expected else {
      throw SignatureProblem(reason: "the log's entry is about another signature")
    }
    guard log.signed(signedEntry(body: expected), signature: promise) else {
      throw SignatureProblem(reason: "the log did not sign this entry about this signature")
    }
  }

  /// The entry in canonical JSON (RFC 8785), which orders the keys; no value here needs an escape.
  private static func body(_ signer: CMSSigner, _ certificate: X509Certificate) -> [UInt8] {
    let hash = Hexadecimal.encode(Digest.sha256(signer.signedBytes))
    let signature = text(Base64.encode(signer.value))
    let key = text(Base64.encode(pem(certificate)))
    return Array(
      (#"{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","#
        + #""value":"\#(hash)"}},"signature":{"content":"\#(signature)","#
        + #""publicKey":{"content":"\#(key)"}}}}"#)
        .utf8)
  }

  /// What the log signs, in canonical JSON as well.
  private func signedEntry(body: [UInt8]) -> [UInt8] {
    let body = Self.text(Base64.encode(body))
    let logID = Hexadecimal.encode(logID)
    return Array(
      #"{"body":"\#(body)","integratedTime":\#(time),"logID":"\#(logID)","logIndex":\#(index)}"#.utf8)
  }

  /// As Go's `encoding/pem` writes it: lines of 64 characters.
  private static func pem(_ certificate: X509Certificate) -> [UInt8] {
    var text = Array("-----BEGIN CERTIFICATE-----\n".utf8)
    var rest = Base64.encode(certificate.bytes)[...]
    while !rest.isEmpty {
      text += rest.prefix(64) + [UInt8(ascii: "\n")]
      rest = rest.dropFirst(64)
    }
    return text + Array("-----END CERTIFICATE-----\n".utf8)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
