import Governance
import Signatures

/// An SSH public key that was found, and until when it counts where that is said.
package struct FoundKey: Sendable {
  /// As it stands in a `.pub` file, without the comment.
  package let text: String
  /// As `ssh-keygen -l` prints it.
  package let fingerprint: String
  package let from: Instant?
  package let until: Instant?
  /// The line of `allowed_signers` that names it; nil of a key by itself.
  package let line: Int?

  /// The key of a `.pub` file.
  ///
  /// - Parameter name: what it is called where it is refused.
  package init(publicKey text: String, named name: String) throws(UsageError) {
    do throws(Signatures.KeyProblem) {
      self.init(try SSHPublicKey(openSSH: text))
    } catch {
      throw UsageError("\(name) is no public key of SSH: \(error.reason)")
    }
  }

  private init(_ key: SSHPublicKey, window: ValidityWindow = .always, line: Int? = nil) {
    text = key.text
    fingerprint = key.fingerprint
    from = window.after.map { Instant(seconds: $0) }
    // The file names the last good second, a roster the first that is not.
    until = window.before.map { Instant(seconds: $0 + 1) }
    self.line = line
  }

  /// The keys that an `allowed_signers` file says are those of people, by their addresses.
  ///
  /// - Parameter addresses: everybody's, one list each. A line that fits several people says whose key it is of none.
  /// - Returns: for each list its keys, in the order of the file, and how many lines say nothing that a roster
  ///   takes: authorities, patterns that fit several, keys that do not sign commits.
  package static func allowedSigners(
    _ file: [UInt8], of addresses: [[String]]
  ) -> (keys: [[FoundKey]], others: Int) {
    let signers = AllowedSigners(file)
    var keys = [[FoundKey]](repeating: [], count: addresses.count)
    var others = 0
    var holders: [[UInt8]: Int] = [:]
    for line in signers.lines {
      let matching = addresses.indices.filter { index in
        addresses[index].contains { line.principals.matches(Array($0.utf8)) }
      }
      guard let holder = matching.first, matching.count == 1, !line.isAuthority,
        line.limits.permit(namespace: "git"), holders[line.key.blob, default: holder] == holder
      else {
        if !matching.isEmpty { others += 1 }
        continue
      }
      if holders.updateValue(holder, forKey: line.key.blob) != nil { continue }
      keys[holder].append(FoundKey(line.key, window: line.limits.window, line: line.line))
    }
    return (keys, others + signers.problems.count)
  }
}
