import BLASMatrices
import GradientFlow
import Recurrent
import SequenceTraining

/// What was seen in one window.
struct SessionLook {
  var measurement: FlowMeasurement?
  var spectra: FlowSpectra?
  var noiseScale: Double?
  /// ‖ΔW‖ / ‖W‖ by tensor, of the update that the window caused.
  var updateRatios: [String: Double]?
}

/// The instruments of a session; they look at every window and measure where there is a reason.
final class SessionInstruments<Scalar: BLASScalar> {
  private let rhythm: FlowRhythm
  private let recorder: FlowRecorder<Scalar>?
  private let updateRatios: UpdateRatios<Scalar>?
  private var noise = GradientNoiseScale()

  private let lossGuard: Double

  init(_ rhythm: FlowRhythm, lossGuard: Double?, _ layout: ParameterLayout) {
    self.rhythm = rhythm
    self.lossGuard = lossGuard ?? .infinity
    recorder = rhythm.interval.map { FlowRecorder(interval: $0) }
    updateRatios = rhythm.interval.map { _ in UpdateRatios(layout: layout) }
  }

  /// Looks at a window before its update.
  ///
  /// - Parameter isMoment: whether the spectra are due: at the start, at checkpoints and at the end.
  func look(
    _ pending: borrowing PendingUpdate<Scalar>, isLast: Bool, isMoment: Bool
  ) -> SessionLook {
    guard let recorder, let updateRatios else { return SessionLook() }
    var look = SessionLook()
    let isGood = pending.loss <= lossGuard && pending.loss.isFinite && pending.gradientNorm.isFinite
    look.measurement = recorder.observe(
      number: pending.number, gradientNorm: pending.gradientNorm, isLast: isLast,
      isDiverged: !isGood, pending.architecture, pending.parameters, pending.tapes)
    let isMeasured = look.measurement != nil
    if isMoment || !isGood || (rhythm.isFull && isMeasured) {
      look.spectra = FlowSpectra(pending.architecture, pending.parameters, pending.tapes)
    }
    guard isMeasured else { return look }
    updateRatios.begin(pending.parameters)
    // One explosion would outweigh every other window for the rest of the run.
    if look.measurement?.cause != .event {
      noise.add(
        shardSquares: pending.shardSquares, shardSizes: pending.tapes.map(\.batchSize),
        batchSquare: pending.gradientNorm * pending.gradientNorm)
    }
    look.noiseScale = noise.value
    return look
  }

  /// How far the update moved each tensor since the window that was measured last.
  func ratios(_ parameters: ParameterBlock<Scalar>) -> [String: Double]? {
    updateRatios?.end(parameters.view)
  }
}
