import Governance

extension TheatreThresholds {
  /// Reads a policy's `theatre`: what it does not name keeps its standard.
  init(_ mapping: Mapping) {
    self.init()
    mapping["rubber-stamp-speed"]?.read(&speed) { rule, standard in
      rule["within"].map(\.period) ?? standard
    }
    mapping["rubber-stamp-bulk"]?.read(&bulk) { rule, standard in
      guard var bulk = standard else { return nil }
      if let models = rule["models"]?.integer { bulk.models = models }
      if let within = rule["within"]?.period { bulk.within = within }
      return bulk
    }
    mapping["rubber-stamp-text"]?.read(&repeatedText) { rule, standard in
      rule["uses"].map(\.integer) ?? standard
    }
    mapping["reviewer-never-rejects"]?.read(&neverRejects) { rule, standard in
      rule["decisions"].map(\.integer) ?? standard
    }
    mapping["reviewer-reciprocal"]?.read(&reciprocal) { rule, standard in
      rule["approvals"].map(\.integer) ?? standard
    }
  }
}

extension Field {
  /// Reads the thresholds of one rule: nothing where it is switched off.
  fileprivate func read<Threshold>(
    _ threshold: inout Threshold?, _ read: (Mapping, Threshold?) -> Threshold?
  ) {
    if case .mapping = node.content {
      threshold = mapping.flatMap { read($0, threshold) }
    } else if choice(TheatreSwitch.self) != nil {
      threshold = nil
    }
  }
}
