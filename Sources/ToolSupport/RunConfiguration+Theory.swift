import Activations
import Recurrent
import RunRecords

extension RunConfiguration {
  /// The slope of ln |dL_T/dh_(T-k)| per step that mean-field theory predicts for the top layer of
  /// the network as it was drawn: ½ ln χ at the fixed point that the state comes to from zero.
  ///
  /// Of W_hh the theory knows the gain g, the variance of its elements being g² / H. The input part
  /// of a preactivation has variance E|x|² Var(W_ih), where E|x|² is 1 for a token and
  /// H E[f(√q z)²] of the layer below for the others; biases that are drawn add theirs.
  ///
  /// It is nil where the theory says nothing: of a GRU, of a row-wise activation, of weights that
  /// are not independent draws, such as the identity, and where the state grows without bound.
  package var theoreticalDecay: Double? {
    guard cell == .elman, let activation = try? Activation<Double>(parsing: hidden),
      activation.isElementwise, let scheme = try? Initialization(named: initialization)
    else { return nil }
    let field = MeanField(activation)
    guard field.growth != .undefined else { return nil }
    var (power, inputSize) = (1.0, corpus.vocabularySize)
    var decay: Double?
    for (layer, units) in hiddenSize.enumerated() {
      guard
        let ensemble = NetworkTheory.ensemble(scheme, units: units, layer: layer),
        let point = field.settledPoint(
          gain: ensemble.gain,
          inputVariance: power * Self.inputWeightVariance(scheme, inputSize, units)
            + ensemble.biasVariance)
      else { return nil }
      power = Double(units) * field.moments(variance: point.variance).secondMoment
      inputSize = units
      decay = point.exponent.isFinite ? point.exponent : nil
    }
    return decay
  }

  /// The variance of an element of W_ih of an ensemble that the theory knows.
  private static func inputWeightVariance(
    _ scheme: Initialization, _ inputSize: Int, _ units: Int
  ) -> Double {
    // Uniform in ±√(6 / (I + H)), or in ±1/√H.
    scheme == .glorot ? 2 / Double(inputSize + units) : 1 / (3 * Double(units))
  }
}
