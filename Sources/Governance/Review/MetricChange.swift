/// A metric of the card or of a report that is not what it was.
package struct MetricChange: Sendable, Equatable {
  package let name: String
  package let slice: String?
  /// The file that it stands in, relative to the model's directory.
  package let path: String
  /// Nil where it was not measured.
  package let before: Number?
  /// Nil where it is not measured any more.
  package let after: Number?

  package init(name: String, slice: String?, path: String, before: Number?, after: Number?) {
    self.name = name
    self.slice = slice
    self.path = path
    self.before = before
    self.after = after
  }

  /// After minus before, exactly; nil where one is missing.
  package var difference: Number? { before.flatMap { after?.subtracting($0) } }

  /// The metrics that changed, in the order of the newer state: those of the card, then report by report.
  ///
  /// - Parameter directory: the model's, with which the paths of its documents begin.
  package static func changes(
    from before: ModelState?, to after: ModelState, in directory: String
  ) -> [MetricChange] {
    let old = measured(before, directory)
    let new = measured(after, directory)
    var earlier: [Key: Number] = [:]
    for (key, value) in old where earlier[key] == nil { earlier[key] = value }
    var changes: [MetricChange] = []
    var told = Set<Key>()
    for (key, value) in new where told.insert(key).inserted {
      if let was = earlier[key], was == value { continue }
      changes.append(key.change(from: earlier[key], to: value))
    }
    for (key, value) in old where told.insert(key).inserted {
      changes.append(key.change(from: value, to: nil))
    }
    return changes
  }

  private static func measured(_ state: ModelState?, _ directory: String) -> [(Key, Number)] {
    guard let state else { return [] }
    func relative(_ path: String) -> String {
      let prefix = directory + "/"
      return path.utf8.starts(with: prefix.utf8)
        ? String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : path
    }
    var metrics = (state.card?.metrics ?? []).map { metric in
      (Key(metric, path: relative(state.card?.path ?? "")), metric.value)
    }
    for report in state.reports {
      metrics += report.document.metrics.map { (Key($0, path: relative(report.path)), $0.value) }
    }
    return metrics
  }

  /// A metric, a slice and a file, as bytes.
  private struct Key: Hashable {
    let name: String
    let slice: String?
    let path: String

    init(_ metric: Metric, path: String) {
      name = metric.name
      slice = metric.slice
      self.path = path
    }

    func change(from before: Number?, to after: Number?) -> MetricChange {
      MetricChange(name: name, slice: slice, path: path, before: before, after: after)
    }

    private var bytes: [[UInt8]?] { [Array(name.utf8), slice.map { Array($0.utf8) }, Array(path.utf8)] }
    static func == (left: Key, right: Key) -> Bool { left.bytes == right.bytes }
    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  }
}
