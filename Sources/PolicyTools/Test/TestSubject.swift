import Governance

/// The files of a case's model, as far as anybody asks: the card, the reports, the artifacts that the card names,
/// and something that is never the same at base, so that the model has changed whatever the cards say.
struct TestSubject {
  let directory: String
  /// The reports' paths, relative to the directory, in the order of the case.
  let reports: [String]
  let base: Subject
  let landed: Subject

  init(_ event: PolicyTest.ModelEvent) {
    directory = "models/\(event.card.id)"
    var names: [GateID: Int] = [:]
    reports = event.evidence.map { report in
      // A report may be named anything; a path may not.
      let name = String(
        decoding: report.document.name.utf8.map { $0 == 0x2F ? 0x2D : $0 }, as: UTF8.self)
      let count = names[GateID(name), default: 0] + 1
      names[GateID(name)] = count
      return "evidence/\(name)\(count == 1 ? "" : "-\(count)").yaml"
    }
    base = Subject(files: [
      Subject.File(path: "card.yaml", mode: "100644", sha256: "the card at base"),
      Subject.File(path: "model.bin", mode: "100644", sha256: "the model at base"),
    ])
    var files = [
      Subject.File(path: "card.yaml", mode: "100644", sha256: "the card"),
      Subject.File(path: "model.bin", mode: "100644", sha256: "the model"),
    ]
    let artifacts = event.card.artifacts.compactMap { artifact -> Subject.File? in
      guard case .path(let path) = artifact.location else { return nil }
      return Subject.File(path: path, mode: "100644", sha256: artifact.sha256)
    }
    // The card's word for its artifacts is taken: whether files are what it says is for no policy to decide.
    files.removeAll { file in artifacts.contains { $0.path.isExactly(file.path) } }
    files += artifacts
    files += reports.map { Subject.File(path: $0, mode: "100644", sha256: "a report") }
    landed = Subject(files: files)
  }

  /// The card in its place.
  func placed(_ card: Card) -> Card {
    var card = card
    card.path = "\(directory)/card.yaml"
    return card
  }
}

extension Subject {
  /// What a stale decision was given for.
  static let earlier = Subject(files: [
    File(path: "card.yaml", mode: "100644", sha256: "an earlier card"),
    File(path: "model.bin", mode: "100644", sha256: "an earlier model"),
  ])
  /// A policy that changed.
  static let landed = Subject(files: [File(path: "policy.yaml", mode: "100644", sha256: "the policy")])
}

extension Digester {
  /// FNV-1a (draft-eastlake-fnv, 64 bits), four times over: nobody attacks the digests of a test, and this target
  /// knows no SHA-256.
  static let quick = Digester { bytes in
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<32).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * ($0 % 8))) }
  }
}
