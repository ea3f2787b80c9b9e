import Governance

/// The bounds of a gate, each metric's together: of two lower bounds the higher one counts.
enum ThresholdDiff {
  /// A metric with its slice. Without one, what has none is read, or `overall`: the two mean the same.
  private struct Measure: Hashable, Comparable, CustomStringConvertible {
    let metric: PlainText
    let slice: PlainText

    init(_ threshold: Threshold) {
      metric = PlainText(threshold.metric)
      slice = PlainText(threshold.slice ?? "overall")
    }

    var description: String { slice.text.isExactly("overall") ? metric.text : "\(metric) (\(slice))" }
    static func < (left: Measure, right: Measure) -> Bool {
      (left.metric, left.slice) < (right.metric, right.slice)
    }
  }

  static func compare(_ before: [Threshold], _ after: [Threshold], _ differences: inout Differences) {
    var measures: [Measure] = []
    for measure in (before + after).map(Measure.init) where !measures.contains(measure) {
      measures.append(measure)
    }
    let count = differences.found.count
    for measure in measures {
      let (old, new) = (before.filter { Measure($0) == measure }, after.filter { Measure($0) == measure })
      compare("\(measure) at least", old.compactMap(\.min), new.compactMap(\.min), &differences) {
        $0.reaches($1)
      }
      compare("\(measure) at most", old.compactMap(\.max), new.compactMap(\.max), &differences) {
        $1.reaches($0)
      }
      compare(
        "\(measure) below the baseline by at most", old.compactMap(\.notBelowBaseline),
        new.compactMap(\.notBelowBaseline), &differences
      ) { $1.reaches($0) }
    }
    if !isSame(before, after) { differences.addRewritten("its thresholds", unless: count) }
  }

  /// - Parameter isStricter: whether the one bound asks as much as the other, or more.
  private static func compare(
    _ what: String, _ before: [Number], _ after: [Number], _ differences: inout Differences,
    isStricter: (Number, Number) -> Bool
  ) {
    func strictest(_ bounds: [Number]) -> Number? {
      bounds.reduce(nil) { found, bound in found.map { isStricter($0, bound) ? $0 : bound } ?? bound }
    }
    switch (strictest(before), strictest(after)) {
    case (nil, nil): return
    case (let bound?, nil): differences.add(.loosens, what, from: bound.description, to: "no bound")
    case (nil, let bound?): differences.add(.tightens, what, from: "no bound", to: bound.description)
    case (let old?, let new?):
      if old == new { return }
      differences.add(
        isStricter(new, old) ? .tightens : .loosens, what, from: old.description, to: new.description)
    }
  }

  /// Whether they are the same thresholds, in whatever order.
  private static func isSame(_ before: [Threshold], _ after: [Threshold]) -> Bool {
    func key(_ threshold: Threshold) -> PlainText {
      let bounds = [threshold.min, threshold.max, threshold.notBelowBaseline].map { $0?.description ?? "-" }
      return PlainText(([threshold.metric, threshold.slice ?? "-"] + bounds).joined(separator: "\u{0}"))
    }
    return before.map(key).sorted() == after.map(key).sorted()
  }
}
