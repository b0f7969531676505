import GradientFlow
import RunRecords
import SequenceTraining

extension MetricsRecord {
  /// Takes over the numbers of an update.
  mutating func take(_ step: TrainingStep) {
    loss = step.loss
    bitsPerCharacter = step.bitsPerCharacter
    gradientNorm = step.gradientNorm
    clipped = step.isClipped
    learningRate = step.learningRate
  }

  /// Takes over what is known of the updates since the record before.
  mutating func take(_ span: LoggedSpan) {
    clipRate = span.clipRate
    gradientNormMedian = span.medianNorm
    gradientNormMaximum = span.largestNorm
  }

  /// Takes over what was measured; the profile is that of the loss.
  mutating func take(_ measurement: FlowMeasurement?) {
    guard let measurement else { return }
    let statistics = measurement.statistics
    hiddenNorm = statistics.hiddenNorm
    hiddenMaximum = statistics.hiddenMaximum
    inactiveFraction = statistics.inactiveFraction
    deadFraction = measurement.deadFraction
    saturatedFraction = statistics.saturatedFraction
    gateSaturatedFraction = statistics.gateSaturatedFraction.mapValues { $0 }
    gradientByLag = measurement.profile.gradientByLag
    gradientByLagByLayer = measurement.profile.gradientByLagByLayer
    gradientByLagRandomCotangent = measurement.randomProfile?.gradientByLag
    rowsWithoutGradient = measurement.profile.rowsWithoutGradient
    decayRate = measurement.readableProfile.decayRate
    eFoldLag = measurement.readableProfile.eFoldLag
    measuredBecause = MeasurementReason(rawValue: measurement.cause.rawValue)
  }
}
