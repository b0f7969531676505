import GradientFlow

/// A measurement as lines: the gradient's memory as a chart, and beside it the hidden units.
public struct MeasurementText: Sendable {
  private let measurement: FlowMeasurement

  /// The lines of a measurement.
  public init(_ measurement: FlowMeasurement) { self.measurement = measurement }

  /// The chart of the top layer, what was left out, and the hidden units and gates.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    let profile = measurement.profile
    var lines: [String] = []
    if profile.rows > 0 {
      lines += chart(profile, heading, width, style)
    }
    let excluded = profile.rowsWithoutGradient
    lines += [ExcludedRowsText(excluded, of: profile.rows + excluded).sentence].compactMap(\.self)
    if let random = measurement.randomProfile, random.rows > 0 {
      if profile.rows == 0 {
        lines += chart(random, heading + ", random direction instead of the loss", width, style)
      } else {
        lines.append(
          "A random direction instead of the loss's gradient: "
            + DecayText(rate: random.decayRate, profile: random.gradientByLag).sentence + ".")
      }
    }
    for (layer, profile) in profile.gradientByLagByLayer.dropLast().enumerated()
    where !profile.isEmpty {
      let rate = ProfileFit.decayRate(of: profile)
      lines.append("Layer \(layer + 1): " + DecayText(rate: rate, profile: profile).sentence + ".")
    }
    return lines + [hiddenUnits]
  }

  /// One line for a measurement in a burst of events.
  public var summary: String {
    let profile = measurement.readableProfile
    return "After update \(NumberText.count(measurement.update)): gradient "
      + DecayText(rate: profile.decayRate, profile: profile.gradientByLag).sentence + "; "
      + hiddenUnits
  }

  private var heading: String {
    let update = NumberText.count(measurement.update)
    let reason = measurement.cause == .event ? " (the gradient's norm stood out)" : ""
    return "After update \(update)\(reason): what is left of the gradient k characters back"
  }

  private func chart(
    _ profile: LagProfile, _ label: String, _ width: Int, _ style: GlyphStyle
  ) -> [String] {
    LagChart(profile: profile.gradientByLag, decayRate: profile.decayRate, label: label)
      .lines(width: width, style: style)
  }

  private var hiddenUnits: String {
    let statistics = measurement.statistics
    var parts = [
      "|h| \(NumberText.norm(statistics.hiddenNorm)), at most "
        + NumberText.norm(statistics.hiddenMaximum)
    ]
    for (name, share) in [
      ("inactive", statistics.inactiveFraction), ("dead", measurement.deadFraction),
      ("saturated", statistics.saturatedFraction),
    ] {
      if let share { parts.append("\(name) \(NumberText.percent(share))") }
    }
    for (gate, share) in statistics.gateSaturatedFraction.sorted(by: { $0.key < $1.key }) {
      parts.append("\(gate) gate saturated \(NumberText.percent(share))")
    }
    return parts.joined(separator: ", ")
  }
}
