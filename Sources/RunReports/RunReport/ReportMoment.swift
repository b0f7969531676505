import RunRecords

/// A measurement of a run that a report shows by itself.
struct ReportMoment {
  /// What singles it out.
  enum Occasion: String, CaseIterable {
    case start
    case worst = "worst event"
    case middle
    case end
  }

  let occasion: Occasion
  let record: MetricsRecord

  /// Such as `worst event (after update 8)`.
  var name: String { "\(occasion.rawValue) (\(record.place))" }

  /// The colour and dashes that an occasion has in every chart of one run.
  var style: SeriesStyle {
    switch occasion {
    case .end: .series(0)
    case .worst: .series(1)
    case .middle: .series(2)
    case .start: .series(3)
    }
  }

  /// The chosen moments of a run in the order of training, none twice.
  static func moments(of measured: [MetricsRecord]) -> [ReportMoment] {
    guard let first = measured.first, let last = measured.last else { return [] }
    let worst = measured.filter { $0.measuredBecause == .event }
      .max { ($0.gradientNorm ?? .infinity) < ($1.gradientNorm ?? .infinity) }
    let middle = measured.dropFirst().dropLast().min {
      abs(2 * $0.step - last.step) < abs(2 * $1.step - last.step)
    }
    let chosen = [
      ReportMoment(occasion: .start, record: first),
      worst.map { ReportMoment(occasion: .worst, record: $0) },
      ReportMoment(occasion: .end, record: last),
      middle.map { ReportMoment(occasion: .middle, record: $0) },
    ]
    var steps: Set<Int> = []
    return chosen.compactMap(\.self).filter { steps.insert($0.record.step).inserted }
      .sorted { $0.record.step < $1.record.step }
  }
}

extension MetricsRecord {
  /// Which weights were measured, in the words of the screen: those before the update of the
  /// window.
  var place: String { "after update \(NumberText.count(step - 1))" }
}
