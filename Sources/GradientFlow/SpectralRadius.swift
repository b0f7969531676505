import BLASMatrices
import RealModule
import Recurrent

/// ρ of the recurrent weights by repeated squaring, cheap enough for use in training.
///
///     ρ(W) = lim ‖W^n‖^(1/n),   measured as (‖W^2n‖ / ‖W^n‖)^(1/n),   n = 2^13
///
/// What a norm knows of W^n beside ρ^n (how many eigenvalues are that large, how far from
/// orthogonal their vectors are, the phase of a complex pair) is a factor that hardly changes with
/// n, and its n-th root is 1 to a few units in the fourth place, for any matrix: no gap between
/// eigenvalues is asked for, as power iteration does. ``WeightSpectrum`` has it exactly, at twenty
/// times the cost.
///
/// Cost: 28 N³ flop, all of them in matrix products: half a millisecond for 128 units.
///
/// Reference: Gelfand 1941.
public enum SpectralRadius {
  /// How often the matrix is squared.
  static let squarings = 14

  /// ρ of each layer's W_hh, lowest first (of a GRU the candidate's block).
  ///
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)``.
  public static func byLayer<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>
  ) throws(InstrumentRefusal) -> [Double] {
    var radii: [Double] = []
    for (layer, recurrent) in architecture.layers.enumerated() {
      radii.append(
        of(
          try architecture.recurrentBlock(
            parameters, layer: layer, gate: recurrent.shape.contentGate, for: "spectral radius")))
    }
    return radii
  }

  /// ρ of a square matrix whose elements are finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func of<Scalar>(_ matrix: borrowing Matrix<Scalar>) -> Double {
    let size = matrix.rowCount
    // Nearly all the time goes into products; packed for the machine's kernels they take half of
    // it.
    let panels = WeightPanels<Scalar>(rowCount: size, columnCount: size)
    var power = Workspace<Scalar>(rowCount: size, columnCount: size)
    var square = Workspace<Scalar>(rowCount: size, columnCount: size)
    var target = power.mutableView
    target.copy(matrix.view)
    // W^n is what the memory holds times e^scale.
    var scale = 0.0
    var logNorm = normalize(power, &scale)
    var rate = logNorm
    for squaring in 0..<squarings {
      let (source, result) = (power, square)
      var product = result.mutableView
      panels?.pack(source.view)
      product.setProduct(source.view, WeightMatrix(source.view, panels: panels))
      swap(&power, &square)
      scale *= 2
      let next = normalize(power, &scale)
      guard next > -.infinity else { return 0 }
      rate = (next - logNorm) / Double(1 << squaring)
      logNorm = next
    }
    return Double.exp(rate)
  }

  /// Brings what is held to a norm in [1, 2), which rounds nothing.
  ///
  /// - Returns: ln of the norm of the whole.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func normalize<Scalar>(_ power: Workspace<Scalar>, _ scale: inout Double) -> Double
  {
    let norm = power.view.sumOfSquares.squareRoot()
    guard norm > 0 else { return -.infinity }
    let logNorm = scale + Double.log(norm)
    let exponent = Int(norm.exponent)
    var values = power.mutableView
    values.scale(byPowerOfTwo: -exponent)
    scale += Double(exponent) * Double.log(2)
    return logNorm
  }
}
