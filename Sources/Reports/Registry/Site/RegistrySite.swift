import Governance

/// The registry as a site of plain files: an index, a page and a badge for each model, and the registry as JSON. It asks
/// for nothing from anywhere else, and can be read without a script.
package struct RegistrySite {
  private let report: RegistryReport
  private let names: SiteNames

  package init(_ report: RegistryReport) {
    self.report = report
    names = SiteNames(report)
  }

  /// Hands over the files, each by its path below the site.
  package func write(_ emit: (_ path: [String], _ bytes: [UInt8]) throws -> Void) rethrows {
    try emit(["index.html"], RegistryIndexPage(report, names).bytes)
    try emit(["registry.json"], RegistryJSON().bytes(for: report))
    for (index, model) in report.models.enumerated() {
      let name = names.models[index]
      let badges = zip(names.gates[index], model.gates)
      try emit(
        ["models", "\(name).html"],
        RegistryModelPage(model, of: report, badges: [name] + names.gates[index]).bytes)
      try emit(["badges", "\(name).svg"], Badge(model).bytes)
      for (file, gate) in badges { try emit(["badges", "\(file).svg"], Badge(gate, of: model).bytes) }
    }
  }
}
