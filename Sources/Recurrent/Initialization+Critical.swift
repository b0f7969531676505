import Activations
import BLASMatrices
import LaneMath

extension Initialization {
  /// Gaussian recurrent weights, N(0, g² / H), at the gain of each layer where its state at rest is
  /// about to become unstable.
  ///
  /// **Elman.** g is the smallest gain at which any branch of the mean-field map
  /// q' = g² E[f(√q z)²] + s² loses its stability (`MeanField.criticalGain(inputVariance:)`), at
  /// the variance s² that the input part of the preactivations has. W_ih is uniform in ±1/√H, of
  /// variance 1/3H, and biases are zero, so that
  ///
  ///     s² = E|x|² / 3H
  ///
  /// for inputs of mean squared length E|x|². A one-hot input selects one row of W_ih: E|x|² = 1
  /// whatever the text, s² = 1 / 3H. The layer above reads the hidden states of this one, and
  /// E|x|² = H E[f(√q z)²] at q of this layer's own critical point.
  ///
  /// **GRU.** With zero biases and no input, gates are at their values at rest r = f_r(0) and
  /// z = f_z(0), h = n is a fixed point, and the step's Jacobian there is
  ///
  ///     J = z I + (1 - z) diag(f_n') r U_n,   radius z + (1 - z) r g √E[f_n'²]
  ///
  /// which is 1 where the candidate alone, at gain r g, is critical: g is the candidate's critical
  /// gain without input over |r|, 2 for tanh and sigmoid gates. Of several branches it is the state
  /// at rest that counts where there is one, for the gates keep off a large state. Both forms of
  /// the GRU have the same Jacobian at rest.
  ///
  /// - Parameters:
  ///   - architecture: the network. `Double` because the quadrature needs its digits; the gains
  ///     serve for a network of either precision.
  ///   - inputPower: E|x|², the mean squared length of an input vector; 1 for tokens.
  /// - Precondition: `inputPower` is finite and not negative.
  /// - Throws: ``CriticalGainError`` where a layer has no critical gain.
  public static func critical(
    for architecture: RecurrentArchitecture<Double>, inputPower: Double = 1
  ) throws(CriticalGainError) -> Initialization {
    require(inputPower >= 0 && inputPower.isFinite, "inputs of mean squared length \(inputPower)")
    var gains: [Double] = []
    var power = inputPower
    for (index, layer) in architecture.layers.enumerated() {
      let size = Double(layer.shape.hiddenSize)
      let inputVariance = power / (3 * size)
      switch layer.cell {
      case let cell as ElmanCell<Double>:
        let field = try meanField(cell.hidden)
        guard let critical = field.criticalGain(inputVariance: inputVariance) else {
          throw .none(activation: cell.hidden.name)
        }
        gains.append(critical.gain)
        power = size * field.statePower(at: critical, inputVariance: inputVariance)
      case let cell as GRUCell<Double>:
        gains.append(try gain(cell.candidate, reset: cell.reset, update: cell.update))
        power = size * MeanField(cell.candidate).moments(variance: inputVariance).secondMoment
      case let cell as ResetBeforeGRUCell<Double>:
        gains.append(try gain(cell.candidate, reset: cell.reset, update: cell.update))
        power = size * MeanField(cell.candidate).moments(variance: inputVariance).secondMoment
      default: throw .unknownCell(layer: index)
      }
    }
    return .critical(gains: gains)
  }

  private static func meanField(
    _ activation: Activation<Double>
  ) throws(CriticalGainError) -> MeanField {
    guard activation.isElementwise else { throw .rowWise(activation: activation.name) }
    let field = MeanField(activation)
    guard field.growth != .undefined else { throw .undefined(activation: activation.name) }
    guard field.growth != .infinite else { throw .noMoments(activation: activation.name) }
    return field
  }

  /// The gain at which a GRU's step at rest has spectral radius 1.
  private static func gain(
    _ candidate: Activation<Double>, reset: Activation<Double>, update: Activation<Double>
  ) throws(CriticalGainError) -> Double {
    let field = try meanField(candidate)
    let r = try valueAtRest(reset)
    guard r != 0, r.isFinite else {
      throw .closedGate(gate: "reset", activation: reset.name, value: r)
    }
    // From z = 1 on, and for z below -1, the radius is not below 1 at any gain.
    let z = try valueAtRest(update)
    guard z < 1, z > -1 else {
      throw .closedGate(gate: "update", activation: update.name, value: z)
    }
    let critical =
      field.restsAtZero
      ? field.criticalGains().first { $0.variance == 0 } : field.criticalGain()
    guard let critical else { throw .none(activation: candidate.name) }
    // |z| + (1 - z) r g √E[f'²] = 1; (1 - |z|) / (1 - z) is 1 for a gate in [0, 1).
    let share = (1 - z.magnitude) / (1 - z)
    return share * critical.gain / r.magnitude
  }

  /// A gate's value where its preactivation is 0.
  private static func valueAtRest(
    _ gate: Activation<Double>
  ) throws(CriticalGainError) -> Double {
    guard gate.isElementwise else { throw .rowWise(activation: gate.name) }
    return gate.evaluate([0]).values[0]
  }
}

extension MeanField {
  /// E[f(√q z)²] at a critical point.
  ///
  /// Where the state has no size there, as relu's, it is that at 0.95 of the gain; where it grows
  /// there too, that of the input alone.
  func statePower(at critical: CriticalGain, inputVariance: Double) -> Double {
    var variance = critical.variance
    if !variance.isFinite {
      variance =
        settledPoint(gain: 0.95 * critical.gain, inputVariance: inputVariance)?.variance
        ?? inputVariance
    }
    return moments(variance: variance).secondMoment
  }
}
