import Governance

/// Names of files for models and gates, whatever somebody called them: lower-case letters, digits, `-`, `_` and `.`, so
/// that they are the same on every machine, and no two alike.
struct SiteNames {
  /// The names of the models' pages and badges, without what comes behind the dot; as many as there are models.
  private(set) var models: [String] = []
  /// The names of their gates' badges, in the order of each one's gates.
  private(set) var gates: [[String]] = []

  /// What Windows takes for a device.
  private static let devices: Set<String> = ["con", "prn", "aux", "nul"]
  private static let mostBytes = 80

  init(_ report: RegistryReport) {
    var taken: Set<String> = []
    func unique(_ parts: [String], of model: ModelStanding) -> String {
      let plain = parts.joined(separator: "-")
      let name = SiteNames.folded(plain)
      if name.isExactly(plain), SiteNames.isUsable(name), taken.insert(name).inserted { return name }
      // What had to be changed, or is there already, is told apart by the directory and the parts.
      let digest = SHA256.hexadecimal(of: Array(([model.directory] + parts).joined(separator: "\u{0}").utf8))
      let words = name.split { $0 == "-" || $0 == "." }.joined(separator: "-")
      let other = "\(words.isEmpty ? "model" : words.prefix(SiteNames.mostBytes))-\(digest.prefix(12))"
      let isNew = taken.insert(other).inserted
      precondition(isNew, "two names of one digest")
      return other
    }
    models = report.models.map { unique([$0.id.text], of: $0) }
    gates = report.models.map { model in model.gates.map { unique([model.id.text, $0.id.text], of: model) } }
  }

  private static func folded(_ text: String) -> String {
    let bytes = text.utf8.map { byte -> UInt8 in
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2E: byte
      case 0x41...0x5A: byte + 0x20
      default: 0x2D
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUsable(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last, name.utf8.count <= mostBytes else {
      return false
    }
    let stem = String(name.prefix { $0 != "." })
    let isPort = stem.utf8.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
    return first != 0x2E && first != 0x2D && last != 0x2E && !devices.contains(stem) && !isPort
  }
}
