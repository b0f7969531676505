import GradientFlow
import RealModule
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

  /// Takes over what is known of the updates since the record before, and of the last ones.
  mutating func take(_ norms: NormStatistics, _ recent: RecentNorms) {
    clipRate = norms.clipRate
    gradientNormMedian = norms.median
    gradientNormMaximum = norms.maximum
    gradientNormPercentile99 = recent.percentile99
  }

  /// Takes over what was seen in the window.
  mutating func take(_ look: SessionLook) {
    take(look.measurement)
    spectralRadius = look.spectra?.spectralRadius
    lyapunovExponents = look.spectra?.lyapunovExponents
    noiseScale = look.noiseScale
    updateRatios = look.updateRatios?.mapValues { $0 }
  }

  /// Takes over a window that diverged.
  mutating func take(_ report: DivergenceReport) {
    if report.isHeldOut {
      validationLoss = report.loss
    } else {
      loss = report.loss
      gradientNorm = report.gradientNorm
      cotangentByStep = report.cotangentNorms
    }
    divergence = report.finding + ", because " + report.cause.clause
    divergenceOrigin = (report.isHeldOut ? "held-out " : "") + report.origin.name
    divergenceCause = report.cause.clause
    remedies = report.remedies
    hiddenByStep = report.hiddenNorms
    weightNorm = report.weightNorm
    take(report.history)
  }

  /// Takes over the last updates, most of which have no record of their own.
  private mutating func take(_ history: TrainingHistory) {
    lastUpdates = history.lastNumbers
    lastLosses = history.lastLosses
    lastGradientNorms = history.lastGradientNorms
    lastClippingFactors = history.lastClippingFactors
    lastHiddenNorms = history.lastHiddenNorms
    lastCotangentNorms = history.lastCotangentNorms
    lastWeightNorms = history.lastWeightNorms
  }

  /// Takes over what was measured; the profile is that of the loss.
  private mutating func take(_ measurement: FlowMeasurement?) {
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
    gradientQuartiles = measurement.profile.quartiles.map {
      [Double.exp($0.lowerBound), Double.exp($0.upperBound)]
    }
    hiddenByLag = measurement.hidden.normByLag
    largestSingularValue = measurement.largestSingularValues
    derivativeHistogram = measurement.derivatives.counts?.map { Double($0) }
    takeGates(of: measurement)
    measuredBecause = MeasurementReason(rawValue: measurement.cause.rawValue)
  }

  private mutating func takeGates(of measurement: FlowMeasurement) {
    guard !measurement.gates.isEmpty else { return }
    let layers = measurement.profile.logByLayer.count
    (gateMeans, gateHistogram) = ([:], [:])
    for gate in measurement.gates {
      let key = gate.key(layerCount: layers)
      gateMeans?[key] = .some(gate.mean)
      gateHistogram?[key] = gate.histogram.map { Double($0) }
    }
  }
}
