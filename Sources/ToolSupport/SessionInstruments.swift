import BLASMatrices
import GradientFlow
import Recurrent
import SequenceTraining

/// What was seen in one window.
struct SessionLook {
  var measurement: FlowMeasurement?
  var spectra: FlowSpectra?
  /// Of this window and those measured before; nil where this one added nothing to it.
  var noiseScale: Double?
  /// ‖ΔW‖ / ‖W‖ by tensor, of the update that the window caused.
  var updateRatios: [String: Double]?
}

/// The instruments of a session; they look at every window and measure where there is a reason.
final class SessionInstruments<Scalar: BLASScalar> {
  private let recorder: FlowRecorder<Scalar>?
  private let updateRatios: UpdateRatios<Scalar>?
  private var noise = GradientNoiseScale()

  private let lossGuard: Double

  init(_ rhythm: FlowRhythm, lossGuard: Double?, _ layout: ParameterLayout) {
    self.lossGuard = lossGuard ?? .infinity
    recorder = rhythm.interval.map { FlowRecorder(interval: $0, isFull: rhythm.isFull) }
    updateRatios = rhythm.interval.map { _ in UpdateRatios(layout: layout) }
  }

  /// Looks at a window before its update.
  ///
  /// - Parameter isMoment: whether the spectra are due: at the start, at checkpoints and at the
  ///   end.
  func look(
    _ pending: borrowing PendingUpdate<Scalar>, isLast: Bool, isMoment: Bool
  ) -> SessionLook {
    guard let recorder, let updateRatios else { return SessionLook() }
    let isGood = pending.loss <= lossGuard && pending.loss.isFinite && pending.gradientNorm.isFinite
    let work = recorder.begin(
      number: pending.number, gradientNorm: pending.gradientNorm, isLast: isLast,
      isDiverged: !isGood, wantsSpectra: isMoment, pending.architecture, pending.tapes)
    guard let work else { return SessionLook() }
    SharedLook(work, copy pending).run()
    var look = SessionLook()
    (look.measurement, look.spectra) = recorder.end(work, pending.parameters)
    guard look.measurement != nil else { return look }
    updateRatios.begin(pending.parameters)
    // One explosion would outweigh every other window for the rest of the run.
    guard look.measurement?.cause != .event else { return look }
    let isMeasured = noise.add(
      shardSquares: pending.shardSquares, shardSizes: pending.tapes.map { $0.batchSize },
      batchSquare: pending.gradientNorm * pending.gradientNorm)
    // What was known before is in the log already.
    if isMeasured { look.noiseScale = noise.value }
    return look
  }

  /// How far the update moved each tensor since the window that was measured last.
  func ratios(_ parameters: ParameterBlock<Scalar>) -> [String: Double]? {
    updateRatios?.end(parameters.view)
  }
}
