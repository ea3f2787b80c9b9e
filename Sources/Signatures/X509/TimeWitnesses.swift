import SwiftASN1

/// Whom a policy trusts to say when a short-lived key was used: logs and time stamping authorities.
struct TimeWitnesses: Sendable {
  /// What they say about one signature.
  enum Testimony {
    /// The signature existed at this time, in seconds since 1970.
    case at(Int64)
    /// Nobody says anything that counts; the text tells why, and the next step.
    case unknown(String)

    var seconds: Int64? {
      if case .at(let seconds) = self { return seconds }
      return nil
    }
  }

  private let logs: [RekorLog]
  private let authorities: [X509Certificate]
  private let chains: X509Chains

  init(logs: [RekorLog], authorities: [X509Certificate]) {
    self.logs = logs
    self.authorities = authorities
    chains = X509Chains(purpose: .timestamping, anchors: authorities, intermediates: [])
  }

  /// When the signature was there; one good word is enough, so that what nobody signed can not undo it.
  func time(of signer: CMSSigner, by certificate: X509Certificate) -> Testimony {
    var reasons: [String] = []
    do throws(SignatureProblem) {
      if let node = try signer.unsignedAttributes.value(of: CMSAttributes.logEntry) {
        guard let bytes = try? ASN1OctetString(derEncoded: node).bytes else { throw ProtobufReader.malformed }
        let entry = try RekorEntry(Array(bytes))
        try entry.check(signer, by: certificate, logs: logs)
        return .at(entry.time)
      }
    } catch {
      reasons.append(error.reason)
    }
    do throws(SignatureProblem) {
      if let node = try signer.unsignedAttributes.value(of: CMSAttributes.timestampToken) {
        let token = try TimestampToken(Array(node.encodedBytes))
        return .at(try token.time(of: signer.value, authorities: authorities, chains: chains))
      }
    } catch {
      reasons.append(error.reason)
    }
    if reasons.isEmpty {
      reasons.append(
        "it carries no log's entry and no timestamp; set `gitsign.rekorMode` to offline, or "
          + "`gitsign.timestampServerURL`")
    }
    return .unknown(reasons.joined(separator: "; "))
  }
}
