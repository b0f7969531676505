import BLASMatrices
import LaneMath
import Recurrent

/// One look at a window, cut into parts that threads may share.
///
/// A part reads the tapes and the weights and writes memory of its own, so that the results do not
/// depend on who runs which part, or in what order. ``FlowRecorder`` hands out such work, and makes
/// a ``FlowMeasurement`` and ``FlowSpectra`` of it once every part has run.
public final class FlowWork<Scalar: BLASScalar>: @unchecked Sendable {
  /// What is measured by itself.
  private enum Part {
    case exponents
    case spectralRadius
    case sweep(ProfileSweep<Scalar>)
    case units
    case histograms
    case singularValues
  }

  let architecture: RecurrentArchitecture<Scalar>
  /// The rows of the batch that are measured.
  let tapes: [NetworkTape<Scalar>]
  /// How many updates had been made.
  let update: Int
  /// Why the window is measured; nil where only spectra are due.
  let cause: MeasurementCause?
  /// Whether spectra are due.
  let hasSpectra: Bool
  let seed: UInt64
  let lossSweeps: [ProfileSweep<Scalar>]
  let randomSweeps: [ProfileSweep<Scalar>]
  // Each is written by the one thread that has its part.
  private(set) var statistics: ForwardStatistics?
  private(set) var hidden: HiddenProfile?
  private(set) var gates: [GateStatistics] = []
  private(set) var derivatives: DerivativeHistogram?
  private(set) var exponents: [Double]?
  private(set) var spectralRadius: [Double]?
  private let singularValues: LargestSingularValues<Scalar>
  private let parts: [Part]

  /// How many parts there are.
  public var partCount: Int { parts.count }

  init(
    _ architecture: RecurrentArchitecture<Scalar>, _ tapes: [NetworkTape<Scalar>],
    update: Int, cause: MeasurementCause?, hasSpectra: Bool,
    singularValues: LargestSingularValues<Scalar>, seed: UInt64
  ) {
    self.architecture = architecture
    self.tapes = tapes
    self.update = update
    self.cause = cause
    self.hasSpectra = hasSpectra
    self.seed = seed
    self.singularValues = singularValues
    lossSweeps =
      cause == nil ? [] : ProfileSweep.all(architecture, tapes, source: .loss, seed: seed)
    randomSweeps =
      cause == .event
      ? ProfileSweep.all(architecture, tapes, source: .randomDirection, seed: seed) : []
    // The longest first, so that no thread is left with one at the end.
    parts =
      (hasSpectra ? [.exponents, .spectralRadius] : [])
      + (lossSweeps + randomSweeps).map { .sweep($0) }
      + (cause == nil ? [] : [.histograms, .units, .singularValues])
  }

  /// Runs one part; different parts may run at the same time.
  ///
  /// - Parameters:
  ///   - part: which; each is run once.
  ///   - parameters: the weights that made the window.
  /// - Precondition: there is such a part.
  public func run(part: Int, _ parameters: borrowing ParameterView<Scalar>) {
    require(parts.indices.contains(part), "part \(part) of \(parts.count)")
    switch parts[part] {
    case .exponents:
      exponents = tapes.first.flatMap { FlowSpectra.exponents(architecture, parameters, $0) }
    case .spectralRadius:
      spectralRadius = try? SpectralRadius.byLayer(architecture, parameters)
    case .sweep(let sweep): sweep.run(parameters)
    case .units:
      statistics = ForwardStatistics(architecture, tapes)
      hidden = HiddenProfile(architecture, tapes)
    case .histograms:
      gates = GateStatistics.all(architecture, tapes)
      derivatives = DerivativeHistogram(architecture, tapes)
    case .singularValues: singularValues.measure(parameters)
    }
  }

  /// Runs all parts, one after the other.
  public func run(_ parameters: borrowing ParameterView<Scalar>) {
    for part in parts.indices { run(part: part, parameters) }
  }
}

extension FlowWork {
  /// What the parts found of the window; nil where it was not measured.
  ///
  /// Where the loss gave some row no gradient, a random direction is followed back now: only then
  /// is that known.
  func measurement(
    deadFraction: Double?, _ parameters: borrowing ParameterView<Scalar>
  ) -> FlowMeasurement? {
    guard let cause, let statistics, let hidden, let derivatives else { return nil }
    let profile = profile(.loss, lossSweeps)
    var random: LagProfile?
    if !randomSweeps.isEmpty {
      random = self.profile(.randomDirection, randomSweeps)
    } else if profile.rowsWithoutGradient > 0 {
      random = LagProfile(architecture, parameters, tapes, source: .randomDirection, seed: seed)
    }
    return FlowMeasurement(
      update: update, cause: cause, profile: profile, randomProfile: random,
      statistics: statistics, deadFraction: deadFraction, hidden: hidden, gates: gates,
      derivatives: derivatives, largestSingularValues: singularValues.values)
  }

  /// The spectra that the parts found; nil where none were due.
  var spectra: FlowSpectra? {
    hasSpectra
      ? FlowSpectra(spectralRadius: spectralRadius, lyapunovExponents: exponents) : nil
  }

  private func profile(
    _ source: LagProfile.Source, _ sweeps: [ProfileSweep<Scalar>]
  ) -> LagProfile {
    LagProfile(
      source: source, layers: architecture.layers.count, traces: sweeps.flatMap { $0.traces })
  }
}
