import BLASMatrices
import RealModule
import Recurrent

/// Singular values and eigenvalues of one gate's H x H block of W_hh, exact to rounding.
///
/// The step Jacobian is J = D W with D = diag(f'(a)), so that σ_max(W) sup|f'| < 1 is enough for
/// gradients to vanish, and σ_max(W) sup|f'| > 1 is necessary for them to explode (Pascanu, Mikolov
/// and Bengio 2013, section 2.1). Neither says what they do: that is in the products of J, see
/// ``LagProfile`` and ``LyapunovExponents``. ρ(W) < 1 < σ_max(W) leaves room for growth that does
/// not last, see ``TransientGain``.
///
/// Cost: of the order of 10 N³ flop for each gate by LAPACK, 7 ms for 128 units.
/// ``LargestSingularValues`` and ``SpectralRadius`` are the cheap ones for use in training.
public struct WeightSpectrum: Sendable, Equatable {
  /// The layer, from 0.
  public let layer: Int
  /// The gate's name.
  public let gate: String
  /// The H singular values, descending.
  public let singularValues: [Double]
  /// The magnitudes of the H eigenvalues, descending.
  public let eigenvalueMagnitudes: [Double]

  /// σ_max: the most by which W lengthens a vector.
  public var largestSingularValue: Double { singularValues.first ?? 0 }

  /// ρ: the largest magnitude of an eigenvalue.
  public var spectralRadius: Double { eigenvalueMagnitudes.first ?? 0 }
}

extension WeightSpectrum {
  /// Measures gate `gate` of layer `layer`; nil stands for the gate that makes the new content.
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: the architecture has that layer, and the layer that gate.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    layer: Int, gate: Int? = nil
  ) throws(InstrumentRefusal) {
    let shape = architecture.layers[layer].shape
    let index = gate ?? shape.contentGate
    self.layer = layer
    self.gate = shape.gates[index].name
    let block = try architecture.recurrentBlock(
      parameters, layer: layer, gate: index, for: "spectrum of weight_hh"
    ).inDouble
    singularValues = block.singularValues
    eigenvalueMagnitudes = block.eigenvalues.map { Double.hypot($0.real, $0.imaginary) }
  }

  /// The spectrum of the block that makes the new content, for each layer, lowest first.
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  public static func byLayer<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>
  ) throws(InstrumentRefusal) -> [WeightSpectrum] {
    var spectra: [WeightSpectrum] = []
    for layer in architecture.layers.indices {
      spectra.append(try WeightSpectrum(architecture, parameters, layer: layer))
    }
    return spectra
  }
}

extension RecurrentArchitecture {
  /// The columns of W_hh that belong to one gate, [in x out], all finite.
  func recurrentBlock(
    _ parameters: borrowing ParameterView<Scalar>, layer: Int, gate: Int, for instrument: String
  ) throws(InstrumentRefusal) -> Matrix<Scalar> {
    let weights = layers[layer].weights(in: parameters)
    let block = weights.weightHH.stored.columns(layers[layer].shape.columns(ofGate: gate))
    guard block.largestMagnitude.isFinite else {
      throw .notFinite(instrument: instrument, what: "rnn.weight_hh_l\(layer)")
    }
    return Matrix(block)
  }
}
