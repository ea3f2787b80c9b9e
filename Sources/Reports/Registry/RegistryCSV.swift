import Governance

/// The registry as comma-separated values: a header, then a row for each model.
package struct RegistryCSV {
  /// The columns, in their order.
  package static let columns = [
    "model", "path", "state", "name", "version", "owner", "stage", "tier", "subject", "since", "since_commit",
    "expires", "gates", "open_gates", "signers", "errors",
    "kpis",
  ]

  package init() {}

  package func bytes(for report: RegistryReport) -> [UInt8] {
    let rows = report.models.map { model in
      var seen: Set<Rule> = []
      let rules = model.errors.map(\.rule).filter { seen.insert($0).inserted }
      let signers = model.gates.flatMap { gate in gate.signers.map { "\(gate.id):\($0.identity)" } }
      return [
        model.id.text, model.directory, model.state.rawValue, model.name ?? "", model.version ?? "",
        model.owner?.text ?? "", model.stage?.text ?? "", model.tier?.text ?? "", model.subject?.text ?? "",
        model.since?.date.description ?? "", model.since?.commit.text ?? "", model.expires?.description ?? "",
        CSVRow.list(model.gates.map(\.id.text)),
        CSVRow.list(model.gates.filter { $0.verdict != .satisfied }.map(\.id.text)), CSVRow.list(signers),
        CSVRow.list(rules.map(\.rawValue)),
        CSVRow.list(model.kpis.map { "\($0.name):\($0.newest?.value.description ?? "")" }),
      ]
    }
    return ([RegistryCSV.columns] + rows).flatMap { CSVRow.bytes($0, columns: RegistryCSV.columns.count) }
  }
}
