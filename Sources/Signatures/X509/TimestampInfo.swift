import SwiftASN1

/// What a timestamp says (RFC 3161, section 2.4.2):
///
///     TSTInfo ::= SEQUENCE {
///       version INTEGER { v1(1) },
///       policy TSAPolicyId,
///       messageImprint MessageImprint,
///       serialNumber INTEGER,
///       genTime GeneralizedTime,
///       accuracy Accuracy OPTIONAL, ordering BOOLEAN DEFAULT FALSE, nonce INTEGER OPTIONAL,
///       tsa [0] GeneralName OPTIONAL, extensions [1] IMPLICIT Extensions OPTIONAL }
///     MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
struct TimestampInfo {
  let digest: CMSDigest
  let imprint: [UInt8]
  /// When, in whole seconds since 1970.
  let time: Int64

  init(_ bytes: [UInt8]) throws(SignatureProblem) {
    do {
      (digest, imprint, time) = try DER.sequence(DER.parse(bytes), identifier: .sequence) { fields in
        guard try Int(derEncoded: &fields) == 1 else {
          throw SignatureProblem(reason: "the timestamp is not of version 1")
        }
        _ = try ASN1ObjectIdentifier(derEncoded: &fields)
        guard let node = fields.next() else {
          throw SignatureProblem(reason: "the timestamp is over nothing")
        }
        let (digest, imprint) = try DER.sequence(node, identifier: .sequence) { fields in
          guard let algorithm = fields.next() else {
            throw SignatureProblem(reason: "the timestamp names no hash")
          }
          let digest = try CMSDigest(CMSAlgorithm(derEncoded: algorithm))
          return (digest, Array(try ASN1OctetString(derEncoded: &fields).bytes))
        }
        guard let serial = fields.next(), serial.identifier == .integer else {
          throw SignatureProblem(reason: "the timestamp has no serial number")
        }
        let time = try GeneralizedTime(derEncoded: &fields)
        // What follows narrows nothing down: the signature is over all of it.
        while fields.next() != nil {}
        return (digest, imprint, Self.seconds(time))
      }
    } catch let problem as SignatureProblem {
      throw problem
    } catch {
      throw SignatureProblem(reason: "the timestamp is malformed")
    }
  }

  /// Seconds since 1970 in the proleptic Gregorian calendar, without leap seconds (POSIX, section 4.16).
  private static func seconds(_ time: GeneralizedTime) -> Int64 {
    // Years begin in March, so that the leap day is a year's last one.
    let year = Int64(time.month > 2 ? time.year : time.year - 1)
    let month = Int64(time.month > 2 ? time.month - 3 : time.month + 9)
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + Int64(time.day) - 1
    // 1970-01-01 is day 719,468 after 0000-03-01.
    let clock = Int64(time.hours) * 3600 + Int64(time.minutes) * 60 + Int64(time.seconds)
    return (days - 719_468) * 86_400 + clock
  }
}
