import Governance

/// Names findings so that a problem keeps its name from push to push.
///
/// A name is made from the rule, the model, the gate, the file and the message, in which every word with a digit
/// counts as the same word: measured values, counts, dates, digests and commits change while the problem stays.
/// Line numbers do not matter at all. Where that leaves several findings of a report with one name, they are counted.
struct FindingFingerprints {
  private var seen: [[UInt8]: Int] = [:]

  mutating func next(for finding: Finding) -> String {
    let parts = [
      finding.rule.rawValue, finding.model?.text, finding.gate?.text, finding.path,
      FindingFingerprints.lasting(finding.message),
    ]
    // Each part with its length: no name can hold what separates them.
    var key: [UInt8] = []
    for part in parts {
      let bytes = Array((part ?? "").utf8)
      key += "\(part == nil ? -1 : bytes.count):".utf8
      key += bytes
    }
    let count = seen[key, default: 0]
    seen[key] = count + 1
    return SHA256.hexadecimal(of: Array("\(count):".utf8) + key)
  }

  /// The text with `0` for every word that has a digit.
  private static func lasting(_ text: String) -> String {
    var result: [UInt8] = []
    var word: [UInt8] = []
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func finish() {
      result += word.contains(where: isDigit) ? [0x30] : word
      word = []
    }
    for byte in text.utf8 {
      if isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) {
        word.append(byte)
      } else {
        finish()
        result.append(byte)
      }
    }
    finish()
    return String(decoding: result, as: UTF8.self)
  }
}
