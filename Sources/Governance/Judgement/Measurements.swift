/// What was measured of each metric and slice that a gate's thresholds read.
///
/// Whoever writes a report decides how many measurements it has, and a policy may set many bounds on one metric:
/// so each measurement is looked at once, and only those are kept that break a bound if any does.
struct Measurements {
  /// A measurement and where it stands.
  struct Reading {
    let metric: Metric
    let path: String
    let positions: Positions
    let commit: CommitID?

    var value: Number { metric.value }
    var position: Position? { positions["\(metric.field).value"] }
  }

  /// All measurements of one metric and slice, known by those at both ends.
  struct Group {
    /// How many are kept at each end.
    static let limit = 5

    /// Lowest first; equal ones as they were added.
    private(set) var lowest: [Reading] = []
    /// Highest first; equal ones as they were added.
    private(set) var highest: [Reading] = []

    var isEmpty: Bool { lowest.isEmpty }

    fileprivate mutating func add(_ reading: Reading) {
      Group.insert(reading, into: &lowest) { $0 < $1 }
      Group.insert(reading, into: &highest) { $1 < $0 }
    }

    private static func insert(
      _ reading: Reading, into kept: inout [Reading], _ precedes: (Number, Number) -> Bool
    ) {
      if kept.count == limit {
        guard precedes(reading.value, kept[limit - 1].value) else { return }
        kept.removeLast()
      }
      let place = kept.firstIndex { precedes(reading.value, $0.value) }
      kept.insert(reading, at: place ?? kept.endIndex)
    }
  }

  /// A metric and a slice, as bytes; without a slice, a threshold or a measurement is about `overall`.
  private struct Key: Hashable {
    let metric: String
    let slice: String

    init(metric: String, slice: String?) {
      self.metric = metric
      self.slice = slice ?? "overall"
    }

    static func == (left: Key, right: Key) -> Bool {
      left.metric.isExactly(right.metric) && left.slice.isExactly(right.slice)
    }

    func hash(into hasher: inout Hasher) {
      for text in [metric, slice] {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
      }
    }
  }

  private var groups: [Key: Group] = [:]

  /// No measurements, of what these thresholds read.
  init(for thresholds: [Threshold]) {
    for threshold in thresholds { groups[Key(metric: threshold.metric, slice: threshold.slice)] = Group() }
  }

  /// Adds those of the metrics that a threshold reads.
  mutating func add(
    _ metrics: [Metric], path: String = "", positions: Positions = Positions(), commit: CommitID? = nil
  ) {
    for metric in metrics {
      guard let index = groups.index(forKey: Key(metric: metric.name, slice: metric.slice)) else { continue }
      groups.values[index].add(
        Reading(metric: metric, path: path, positions: positions, commit: commit))
    }
  }

  /// What the threshold reads.
  subscript(threshold: Threshold) -> Group {
    groups[Key(metric: threshold.metric, slice: threshold.slice)] ?? Group()
  }
}
