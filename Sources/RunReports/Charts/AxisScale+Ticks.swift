import Foundation

extension AxisScale {
  /// A place on an axis that is marked and named.
  struct Tick: Equatable {
    let value: Double
    let label: String
  }

  /// Round values within the scale, at most seven, with their labels.
  var ticks: [Tick] {
    switch kind {
    case .linear: linearTicks
    case .logarithmic: logarithmicTicks
    }
  }

  /// The least of 1, 2, 2.5 and 5 times a power of ten that parts the range into few enough steps.
  static func tickStep(_ lower: Double, _ upper: Double, atMost count: Int) -> Double {
    let rough = (upper - lower) / Double(count)
    let decade = pow(10, log10(rough).rounded(.down))
    let factor = [1, 2, 2.5, 5].first { $0 * decade >= rough * (1 - roundingSlack) } ?? 10
    return factor * decade
  }

  private var linearTicks: [Tick] {
    let step = AxisScale.tickStep(lower, upper, atMost: AxisScale.mostTicks - 1)
    let first = (lower / step - AxisScale.roundingSlack).rounded(.up)
    let last = (upper / step + AxisScale.roundingSlack).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { multiple in
      Tick(value: multiple * step, label: TickText.linear(multiple * step, step: step))
    }
  }

  private var logarithmicTicks: [Tick] {
    let low = Int((log10(lower) - AxisScale.roundingSlack).rounded(.up))
    let high = Int((log10(upper) + AxisScale.roundingSlack).rounded(.down))
    if high - low >= 2 {
      let stride = (high - low) / AxisScale.mostTicks + 1
      // Multiples of the stride, so that 1 is always among them where it is on the axis.
      return (low...high).filter { $0.isMultiple(of: stride) }
        .map { Tick(value: pow(10, Double($0)), label: TickText.power(of: $0)) }
    }
    let factors = (low - 1...high + 1).flatMap { decade in
      [1.0, 2, 5].map { $0 * pow(10, Double(decade)) }
    }
    let slack = 1 + AxisScale.roundingSlack
    return factors.filter { $0 * slack >= lower && $0 <= upper * slack }
      .map { Tick(value: $0, label: TickText.short($0)) }
  }
}
