import Activations
import RunReports

/// Everything that is found about one element-wise activation.
struct ActivationFindings {
  let activation: Activation<Double>
  let analysis: ActivationAnalysis
  let field: MeanField
  let growth: MeanFieldGrowth
  let gain: Double
  let inputScale: Double
  /// The fixed points at the gain, by ascending variance.
  let fixedPoints: [MeanFieldPoint]
  /// The one that the state comes to from zero.
  let settled: MeanFieldPoint?
  let criticalGains: [CriticalGain]
  let points: [Double]
  let values: [Double]
  let slopes: [Double]
  let showsPoints: Bool

  /// Looks at the activation of a probe.
  init(_ probe: ActivationProbe) {
    activation = probe.activation
    (gain, inputScale) = (probe.gain, probe.inputScale)
    let inputVariance = inputScale * inputScale
    analysis = ActivationAnalysis(activation)
    field = MeanField(activation)
    growth = field.growth
    let isDefined = growth != .undefined && growth != .infinite
    fixedPoints = isDefined ? field.fixedPoints(gain: gain, inputVariance: inputVariance) : []
    settled = isDefined ? field.settledPoint(gain: gain, inputVariance: inputVariance) : nil
    criticalGains = field.criticalGains(inputVariance: inputVariance)
    points = probe.points
    (values, slopes) = activation.evaluate(points)
    showsPoints = probe.showsPoints
  }

  /// Whether the hidden state of an Elman network can grow beyond every number.
  var stateCanOverflow: Bool {
    !analysis.poles.isEmpty || !analysis.isBounded && growth != .slower
  }

  /// The gain at which the state at rest, q = 0, loses its stability; nil where it never does.
  var criticalGainAtRest: CriticalGain? { criticalGains.first { $0.variance == 0 } }
}
