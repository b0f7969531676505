import GradientFlow
import Recurrent
import RunRecords
import RunReports

/// What all instruments say of a trained network on a text; encoded, it is what `--json` writes.
struct RunMeasurement: Encodable {
  let run: String
  let step: Int
  let text: String
  let rows: Int
  let steps: Int
  let warmup: Int
  /// Nats per token on the window.
  let loss: Double
  let gradientByLag: [[Double]]
  let logGradientByLag: [[Double]]
  let gradientQuartiles: [[Double]]
  let gradientRows: Int
  let rowsWithoutGradient: Int
  let decayRate: Double?
  let eFoldLag: Double?
  let vanishingLag: Int?
  let gradientShareByLag: [Double]
  let randomStepDecayRate: Double?
  let allPairsDecayRate: Double?
  let hiddenByLag: [[Double]]
  let hiddenGrowth: [Double?]
  let hiddenMaximum: [Double]
  let lambda1: Double?
  let lyapunovExponents: [Double]?
  let lyapunovErrors: [Double?]?
  let vanishedExponents: Int?
  let kaplanYorkeDimension: Double?
  let entropy: Double?
  let jacobianLogSquares: [Double]?
  let jacobianRelativeErrors: [Double]?
  let jacobianSlope: Double?
  let jacobianSlopeError: Double?
  /// k, and ln ‖J_k‖₂ over the last k steps of the first row.
  let jacobianLags: [Int]
  let jacobianLogSpectralNorms: [Double?]
  /// Of the step Jacobian, at five steps of the first row.
  let stepSingularValues: [[Double]]
  let weights: [GateSpectrum]
  let inactiveFraction: Double?
  let saturatedFraction: Double?
  let deadFraction: Double?
  let gates: [Gate]
  let derivativeHistogram: [Int]?
  let notes: [String]

  private enum CodingKeys: String, CodingKey {
    case run, step, text, rows, steps, warmup, loss, gradientByLag, logGradientByLag
    case gradientQuartiles, gradientRows, rowsWithoutGradient, decayRate, eFoldLag, vanishingLag
    case gradientShareByLag, randomStepDecayRate, allPairsDecayRate, hiddenByLag, hiddenGrowth
    case hiddenMaximum
    case lambda1 = "lambda_1"
    case lyapunovExponents, lyapunovErrors, vanishedExponents, kaplanYorkeDimension, entropy
    case jacobianLogSquares, jacobianRelativeErrors, jacobianSlope, jacobianSlopeError
    case jacobianLags, jacobianLogSpectralNorms, stepSingularValues, weights
    case inactiveFraction, saturatedFraction, deadFraction, gates, derivativeHistogram, notes
  }

  /// The spectrum of one gate's block of weight_hh.
  struct GateSpectrum: Encodable {
    /// From 1, the lowest.
    let layer: Int
    let gate: String
    let spectralRadius: Double
    let largestSingularValue: Double
    let transientGain: Double
    let transientPower: Int
  }

  /// How open a gate is.
  struct Gate: Encodable {
    /// From 1, the lowest.
    let layer: Int
    let gate: String
    let mean: Double
    let openFraction: Double
    let shutFraction: Double
    let histogram: [Int]
  }

  /// Over how many steps all losses are followed back at most.
  static let mostTableSteps = 1_000
  /// Probes for products of Jacobians, and the widest state whose step Jacobian is made.
  private static let (probes, widestState, sampledSteps) = (8, 1_024, 5)
  /// Over how many steps the spectral norm of a product is taken.
  private static let productLags = [1, 2, 5, 10, 20, 50, 100]

  init(
    _ model: SavedModel<Double>, _ tape: NetworkTape<Double>, _ options: RunProbeOptions,
    exponents: ExponentCount, text: String, notes: [String]
  ) {
    let (architecture, block) = (model.network.architecture, model.network.parameters)
    let parameters = block.view
    var refused = notes
    (run, step, self.text) = (options.model, model.step, text)
    (rows, steps, warmup) = (options.rows, options.steps, options.warmup)
    loss = architecture.loss(parameters, tape).mean
    let profile = LagProfile(architecture, parameters, [tape])
    logGradientByLag = profile.logByLayer
    gradientByLag = profile.gradientByLagByLayer
    gradientQuartiles = profile.quartiles.map { [$0.lowerBound, $0.upperBound] }
    (gradientRows, rowsWithoutGradient) = (profile.rows, profile.rowsWithoutGradient)
    (decayRate, eFoldLag) = (profile.decayRate, profile.eFoldLag)
    (vanishingLag, gradientShareByLag) = (profile.memory.vanishingLag, profile.memory.shareByLag)
    randomStepDecayRate =
      LagProfile(
        architecture, parameters, [tape], source: .lossAtRandomStep, seed: options.seed
      ).decayRate
    let tableSteps = min(options.steps, Self.mostTableSteps)
    if tableSteps < options.steps {
      refused.append(
        "The gradient of all losses is that of the last \(NumberText.count(tableSteps)) steps: its "
          + "memory grows with the square of their number.")
    }
    let table = GradientTable(architecture, parameters, tape, row: 0, lastSteps: tableSteps)
    allPairsDecayRate = ProfileFit.decayRate(
      ofLogarithms: table.medianByLag(layer: architecture.layers.count - 1))
    let hidden = HiddenProfile(architecture, [tape])
    hiddenByLag = hidden.normByLagByLayer
    (hiddenGrowth, hiddenMaximum) = (hidden.growthByLayer, hidden.maximumByLayer)
    let spectrum = Self.exponents(architecture, block, tape, options, exponents, &refused)
    lyapunovExponents = spectrum?.values
    lyapunovErrors = spectrum?.standardErrors
    lambda1 = spectrum?.values.first
    vanishedExponents = spectrum?.vanishedCount
    (kaplanYorkeDimension, entropy) = (spectrum?.kaplanYorkeDimension, spectrum?.entropy)
    let product = Self.product(architecture, block, tape, options, &refused)
    jacobianLogSquares = product?.logSquares
    jacobianRelativeErrors = product?.relativeErrors
    let known = product.flatMap { product in Self.knownLags(product).map { (product, $0) } }
    jacobianSlope = known.map { $0.slope(over: $1) }
    jacobianSlopeError = known.flatMap { $0.slopeError(over: $1) }
    let norms = Self.spectralNorms(architecture, block, tape, &refused)
    jacobianLags = norms.keys.sorted()
    jacobianLogSpectralNorms = jacobianLags.map { norms[$0] }
    stepSingularValues = Self.stepSingularValues(architecture, block, tape, &refused)
    weights = Self.weights(architecture, block, &refused)
    let forward = ForwardStatistics(architecture, [tape])
    (inactiveFraction, saturatedFraction) = (forward.inactiveFraction, forward.saturatedFraction)
    var dead = DeadUnits(architecture)
    dead.observe([tape])
    deadFraction = dead.fraction
    gates = GateStatistics.all(architecture, [tape]).map {
      Gate(
        layer: $0.layer + 1, gate: $0.gate, mean: $0.mean, openFraction: $0.openFraction,
        shutFraction: $0.shutFraction, histogram: $0.histogram)
    }
    derivativeHistogram = DerivativeHistogram(architecture, [tape]).counts
    self.notes = refused
  }
}

extension RunMeasurement {
  private static func exponents(
    _ architecture: RecurrentArchitecture<Double>, _ block: ParameterBlock<Double>,
    _ tape: NetworkTape<Double>, _ options: RunProbeOptions, _ count: ExponentCount,
    _ refused: inout [String]
  ) -> LyapunovExponents? {
    let parameters = block.view
    do {
      return try LyapunovExponents(
        architecture, parameters, tape, count: count.count(of: architecture.joinedStateSize),
        aligning: options.steps / 4, frame: .random(seed: options.seed))
    } catch {
      refused.append(error.description)
      return nil
    }
  }

  private static func product(
    _ architecture: RecurrentArchitecture<Double>, _ block: ParameterBlock<Double>,
    _ tape: NetworkTape<Double>, _ options: RunProbeOptions, _ refused: inout [String]
  ) -> JacobianProductNorm? {
    let parameters = block.view
    do {
      return try JacobianProductNorm(
        architecture, parameters, tape, probes: probes, seed: options.seed)
    } catch {
      refused.append(error.description)
      return nil
    }
  }

  /// The lags at which the error is below a third.
  private static func knownLags(_ product: JacobianProductNorm) -> ClosedRange<Int>? {
    let good = product.relativeErrors.prefix { $0 < 1.0 / 3 }
    let last = min(good.count, product.logSquares.count) - 1
    guard last >= 2, product.logSquares[1...last].allSatisfy(\.isFinite) else { return nil }
    return 1...last
  }

  private static func spectralNorms(
    _ architecture: RecurrentArchitecture<Double>, _ block: ParameterBlock<Double>,
    _ tape: NetworkTape<Double>, _ refused: inout [String]
  ) -> [Int: Double] {
    // That there is too wide a state is said of the step Jacobian.
    guard architecture.joinedStateSize <= widestState else { return [:] }
    let parameters = block.view
    do {
      return try StateJacobian.logSpectralNorms(
        architecture, parameters, tape, row: 0, lags: productLags.filter { $0 <= tape.steps })
    } catch {
      refused.append(error.description)
      return [:]
    }
  }

  private static func stepSingularValues(
    _ architecture: RecurrentArchitecture<Double>, _ block: ParameterBlock<Double>,
    _ tape: NetworkTape<Double>, _ refused: inout [String]
  ) -> [[Double]] {
    guard architecture.joinedStateSize <= widestState else {
      refused.append(
        "No step Jacobians: the state has \(architecture.joinedStateSize) units, and more than "
          + "\(widestState) take too long.")
      return []
    }
    let parameters = block.view
    do {
      return try (0..<sampledSteps).map { sample in
        let step = (tape.steps - 1) * sample / (sampledSteps - 1)
        return try StateJacobian(architecture, parameters, tape, row: 0, step: step)
          .singularValues
      }
    } catch {
      refused.append("\(error)")
      return []
    }
  }

  private static func weights(
    _ architecture: RecurrentArchitecture<Double>, _ block: ParameterBlock<Double>,
    _ refused: inout [String]
  ) -> [GateSpectrum] {
    let parameters = block.view
    var spectra: [GateSpectrum] = []
    for (layer, shape) in architecture.layers.map(\.shape).enumerated() {
      for gate in shape.gates.indices {
        do {
          let spectrum = try WeightSpectrum(architecture, parameters, layer: layer, gate: gate)
          let gain = try TransientGain(architecture, parameters, layer: layer, gate: gate)
          spectra.append(
            GateSpectrum(
              layer: layer + 1, gate: spectrum.gate, spectralRadius: spectrum.spectralRadius,
              largestSingularValue: spectrum.largestSingularValue, transientGain: gain.gain,
              transientPower: gain.power))
        } catch { refused.append(error.description) }
      }
    }
    return spectra
  }
}
