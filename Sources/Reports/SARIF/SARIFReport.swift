import Governance

/// The findings for code scanning: SARIF 2.1.0 (OASIS Standard).
///
/// Every result has a place and a fingerprint. A file keeps within what GitHub takes, 25,000 results and 10 MB, the
/// latter before compression, so that it holds however badly hostile names compress; what does not fit is counted in
/// a result of its own.
package struct SARIFReport: ReportFormat {
  /// How much a file may hold.
  struct Limits: Sendable {
    var results = 25_000
    var bytes = 9_500_000
  }

  private let limits: Limits
  private let writer: JSONWriter

  package init() { self.init(limits: Limits()) }

  init(layout: JSONWriter.Layout = .line, limits: Limits = Limits()) {
    writer = JSONWriter(layout: layout)
    self.limits = limits
  }

  package func bytes(for report: TransitionReport) -> [UInt8] {
    let properties = JSONValue.object(
      .text("verdict", report.verdict.rawValue), .text("branch", report.branch),
      .text("base", report.base?.text), .text("head", report.head.text), .text("tree", report.tree?.text),
      .text("policy", report.policy?.digest.text))
    return bytes(
      of: LocatedFinding.all(of: report), from: report.isStanding ? "check-all" : "check",
      verdict: report.verdict, properties: properties)
  }

  package func bytes(for report: DocumentReport) -> [UInt8] {
    let properties = JSONValue.object(
      .text("verdict", report.verdict.rawValue), .integer("documents", report.documents))
    return bytes(
      of: LocatedFinding.all(of: report), from: "lint", verdict: report.verdict, properties: properties)
  }

  /// - Parameter command: what GitHub keeps apart: alerts of the one are not closed by a run of the other.
  private func bytes(
    of findings: [LocatedFinding], from command: String, verdict: Verdict, properties: JSONValue
  ) -> [UInt8] {
    let (results, shown) = results(of: findings.gravestFirst)
    let reported = Set(shown.map(\.finding.rule))
    let pages = Manual.groups.flatMap(\.pages).filter { reported.contains($0.rule) }
    let isWhole = shown.count == findings.count
    let driver = JSONValue.object(
      .text("name", "countersign"), .text("version", Version.current),
      .text("semanticVersion", Version.current),
      .array("rules", pages.map(SARIFRule.descriptor) + (isWhole ? [] : [SARIFRule.truncated])))
    let run = JSONValue.object(
      .value("tool", .object(.value("driver", driver))),
      .value("automationDetails", .object(.text("id", "countersign/\(command)/"))),
      .array(
        "invocations",
        [
          .object(
            .bool("executionSuccessful", verdict != .undecided), .integer("exitCode", verdict.exitStatus),
            .text("exitCodeDescription", verdict.rawValue))
        ]),
      // Columns count Unicode scalars (section 3.14.17).
      .text("columnKind", "unicodeCodePoints"),
      .array("results", results),
      .value("properties", properties))
    return writer.bytes(
      of: .object(
        .text("$schema", "https://json.schemastore.org/sarif-2.1.0.json"), .text("version", "2.1.0"),
        .array("runs", [run])))
  }

  /// As many as fit, the gravest first, and where that is not all, one that says so.
  private func results(of findings: [LocatedFinding]) -> ([JSONValue], shown: ArraySlice<LocatedFinding>) {
    var results: [JSONValue] = []
    var room = limits.bytes
    for located in findings {
      let result = result(located)
      room -= writer.bytes(of: result).count
      // The last place is that of the result which says that there are more.
      let isLast = results.count == findings.count - 1
      guard room >= 0, results.count < limits.results - (isLast ? 0 : 1) else { break }
      results.append(result)
    }
    let hidden = findings.dropFirst(results.count)
    if let counts = hidden.map(\.finding).counts { results.append(SARIFReport.remark(on: counts)) }
    return (results, findings.prefix(findings.count - hidden.count))
  }

  private static func remark(on counts: String) -> JSONValue {
    .object(
      .text("ruleId", SARIFRule.truncatedID), .text("level", "note"),
      .value("message", .object(.text("text", "\(counts) more did not fit into this file"))),
      .array(
        "locations", [.object(.value("physicalLocation", place("policies/policy.yaml", position: nil)))]),
      .value(
        "partialFingerprints", .object(.text("primaryLocationLineHash", "\(SARIFRule.truncatedID):1"))))
  }

  private func result(_ located: LocatedFinding) -> JSONValue {
    let finding = located.finding
    let help = finding.help.map { "\nhelp: " + SARIFReport.plain($0) } ?? ""
    return .object(
      .text("ruleId", finding.rule.rawValue),
      .text("level", finding.severity.rawValue),
      .value("message", .object(.text("text", SARIFReport.plain(finding.message) + help))),
      .array(
        "locations",
        [
          .object(
            .value("physicalLocation", SARIFReport.place(located.path, position: finding.position)),
            .value("logicalLocations", SARIFReport.logicalPlace(of: finding).map { .array([$0]) }))
        ]),
      .value("partialFingerprints", SARIFReport.fingerprints(of: located)),
      .value(
        "properties",
        .object(
          .text("verdict", finding.verdict.rawValue), .text("model", finding.model?.text),
          .text("gate", finding.gate?.text), .text("commit", finding.commit?.text))))
  }

  /// GitHub knows an alert again by `primaryLocationLineHash`. Where there is a line, the action that uploads the
  /// file hashes it and warns of any other value; where there is none, it is for us to say.
  private static func fingerprints(of located: LocatedFinding) -> JSONValue {
    .object(
      .text("countersign/v1", located.fingerprint),
      .text(
        "primaryLocationLineHash", located.finding.position == nil ? "\(located.fingerprint):1" : nil))
  }

  private static func place(_ path: String, position: Position?) -> JSONValue {
    .object(
      .value("artifactLocation", .object(.text("uri", uri(of: path)), .text("uriBaseId", "%SRCROOT%"))),
      .value(
        "region",
        position.map { .object(.integer("startLine", $0.line), .integer("startColumn", $0.column)) }))
  }

  private static func logicalPlace(of finding: Finding) -> JSONValue? {
    let names = [finding.model?.text, finding.gate?.text].compactMap { $0.map { Printable($0).text } }
    guard let last = names.last else { return nil }
    return .object(
      .text("name", last), .text("fullyQualifiedName", names.joined(separator: "/")),
      .text("kind", "resource"))
  }

  /// A relative reference (RFC 3986, section 4.2), all but unreserved characters and slashes encoded: a path is
  /// never taken for a scheme or a host.
  private static func uri(of path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    var last: UInt8 = 0x2F
    for byte in path.utf8 {
      let isLeadingSlash = byte == 0x2F && last == 0x2F
      last = byte
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~/".utf8.contains(byte)
      if isPlain, !isLeadingSlash {
        bytes.append(byte)
      } else {
        bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A plain message may hold `[text](target)`, which readers show as a link (section 3.11.6).
  private static func plain(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar = " "
    for scalar in Printable(text).text.unicodeScalars {
      if scalar == "(", last == "]" { result += " " }
      result.unicodeScalars.append(scalar)
      last = scalar
    }
    return result
  }
}
