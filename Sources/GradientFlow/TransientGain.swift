import BLASMatrices
import RealModule
import Recurrent

/// How far the powers of a matrix grow before they do what the spectral radius says.
///
///     gain = max over k in 0...K of ‖W^k‖₂
///
/// With ρ(W) < 1 the powers end at 0, but a matrix that is far from normal first lengthens some
/// vectors: [[0.9, 10], [0, 0.9]] by 38.7 after 9 steps. With ρ(W) ≥ 1 there may be no maximum;
/// then the largest up to K is given.
///
/// Cost: K products of N³ and K sets of singular values.
public struct TransientGain: Sendable, Equatable {
  /// ln ‖W^k‖₂ for k = 0...K; minus infinity once the power is zero.
  public let logNorms: [Double]

  /// ln of the largest norm.
  public var logGain: Double { logNorms.max() ?? 0 }

  /// max ‖W^k‖₂; may overflow where ``logGain`` does not.
  public var gain: Double { Double.exp(logGain) }

  /// The first k at which the norm is largest.
  public var power: Int { logNorms.firstIndex(of: logGain) ?? 0 }

  /// Measures the powers of a square matrix, from 0 to `powers`.
  ///
  /// - Precondition: the matrix is square, with finite elements whose sums do not overflow.
  public init<Scalar>(_ matrix: Matrix<Scalar>, powers: Int = 30) {
    var norms = [0.0]
    var logScale = 0.0
    let factor = matrix.inDouble
    var power = Matrix<Double>.identity(matrix.rowCount)
    for _ in 0..<powers {
      power = .product(power, factor)
      let norm = power.singularValues.first ?? 0
      norms.append(logScale + Double.log(norm))
      guard norm > 0 else { continue }
      logScale += Double.log(norm)
      var view = power.mutableView
      view.scale(by: 1 / norm)
    }
    logNorms = norms
  }

  /// Measures one gate's block of W_hh; nil stands for the gate that makes the new content.
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: the architecture has that layer, and the layer that gate.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    layer: Int, gate: Int? = nil, powers: Int = 30
  ) throws(InstrumentRefusal) {
    let index = gate ?? architecture.layers[layer].shape.contentGate
    self.init(
      try architecture.recurrentBlock(
        parameters, layer: layer, gate: index, for: "transient gain"), powers: powers)
  }
}
