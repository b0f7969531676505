import RunRecords

/// Records of one kind in bounded memory, spread evenly over all that were taken.
///
/// They are cut into stretches of equal length, of each of which the largest loss, the smallest and
/// the largest gradient stay; where that is still too much, stretches become twice as long.
struct LogStrand: Sendable {
  /// A record, and how many the log had taken before it.
  struct Entry: Sendable {
    let number: Int
    let record: MetricsRecord
    /// How many of its kind were taken before it.
    fileprivate let place: Int
  }

  private(set) var entries: [Entry] = []
  private var count = 0
  private var stretch = 1

  /// Takes a record, and keeps no more than `capacity`.
  mutating func append(_ record: MetricsRecord, number: Int, capacity: Int) {
    entries.append(Entry(number: number, record: record, place: count))
    count += 1
    guard entries.count > capacity else { return }
    thin()
    // Not every record that follows should thin anew.
    while entries.count > capacity * 3 / 4 {
      stretch *= 2
      thin()
    }
  }

  /// Leaves the extremes of every stretch, and the first and the last record of all.
  private mutating func thin() {
    var kept: [Entry] = []
    var start = 0
    while start < entries.count {
      let number = entries[start].place / stretch
      let end =
        entries[start...].firstIndex { $0.place / stretch != number } ?? entries.count
      kept += extremes(start..<end).map { entries[$0] }
      start = end
    }
    entries = kept
  }

  private func extremes(_ group: Range<Int>) -> [Int] {
    let loss = { (index: Int) in height(entries[index].record.loss) }
    let norm = { (index: Int) in
      height(entries[index].record.gradientNormMaximum ?? entries[index].record.gradientNorm)
    }
    let chosen = [
      group.max { loss($0) < loss($1) }, group.min { loss($0) < loss($1) },
      group.max { norm($0) < norm($1) },
    ]
    let ends = [0, entries.count - 1].filter(group.contains)
    return Set(chosen.compactMap(\.self) + ends).sorted()
  }

  /// A number that is lost because it was not finite is the most that there is to see.
  private func height(_ value: Double?) -> Double {
    guard let value, value.isFinite else { return .infinity }
    return value
  }
}
