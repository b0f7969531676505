import GradientFlow

/// Measurements of runs that go on side by side, held back until all have reached the same update.
struct AlignedMeasurements {
  /// What the runs measured after one update.
  struct Row {
    let update: Int
    /// By run, in order; a run that did not measure is left out.
    let measurements: [(run: Int, measurement: FlowMeasurement)]
  }

  private var waiting: [Int: [Int: FlowMeasurement]] = [:]
  /// How many updates each run has made; nil for a run that has ended.
  private var passed: [Int?]

  /// Nothing from `count` runs.
  init(count: Int) { passed = Array(repeating: 0, count: count) }

  /// Takes what run `run` measured.
  mutating func add(_ measurement: FlowMeasurement, of run: Int) {
    waiting[measurement.update, default: [:]][run] = measurement
  }

  /// Takes note that run `run` has made `updates` updates; returns what no run will add to.
  mutating func pass(_ updates: Int, of run: Int) -> [Row] {
    passed[run] = updates
    return waiting.isEmpty ? [] : takeComplete()
  }

  /// Takes note that run `run` has ended; returns what no run will add to.
  mutating func end(_ run: Int) -> [Row] {
    passed[run] = nil
    return takeComplete()
  }

  private mutating func takeComplete() -> [Row] {
    // The window of update u + 1 is measured after u updates, so that a run that has made u + 1 has
    // told.
    let slowest = passed.compactMap { $0 }.min() ?? Int.max
    return waiting.keys.filter { $0 < slowest }.sorted().map { update in
      let found = waiting.removeValue(forKey: update) ?? [:]
      return Row(update: update, measurements: found.sorted { $0.key < $1.key }.map { ($0, $1) })
    }
  }
}
