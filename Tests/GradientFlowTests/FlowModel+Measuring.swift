import BLASMatrices
import GradientFlow
import Recurrent

extension FlowModel {
  /// The profile of the window that was run.
  func profile(_ source: LagProfile.Source = .loss, seed: UInt64 = 0) -> LagProfile {
    let parameters = network.parameters.view
    return LagProfile(network.architecture, parameters, tapes, source: source, seed: seed)
  }

  /// What the forward pass of the window shows.
  var statistics: ForwardStatistics { ForwardStatistics(network.architecture, tapes) }

  /// The spectra of the window that was run.
  var spectra: FlowSpectra {
    let parameters = network.parameters.view
    return FlowSpectra(network.architecture, parameters, tapes)
  }

  /// Hands the window to `recorder`.
  func observe(
    _ recorder: FlowRecorder<Scalar>, number: Int, gradientNorm: Double = 1,
    isLast: Bool = false
  ) -> FlowMeasurement? {
    let parameters = network.parameters.view
    return recorder.observe(
      number: number, gradientNorm: gradientNorm, isLast: isLast, network.architecture,
      parameters, tapes)
  }
}

/// The largest |a - b| of two runs of numbers, infinite where their counts differ or one is NaN.
func distance(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).reduce(0) { largest, pair in
    let difference = pair.0 == pair.1 ? 0 : abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}
