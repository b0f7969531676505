import Activations
import Recurrent
import RunRecords

/// What mean-field theory says of an ensemble of infinitely many units, where it says something.
///
/// Of W_hh only the variance of its elements matters, g² / N; biases drawn once and a drive drawn
/// anew at each step both add to the variance of the preactivations.
struct NetworkTheory: Encodable {
  /// g.
  var gain: Double?
  /// q: the variance of the preactivations.
  var variance: Double?
  /// χ: the growth of a squared gradient per step.
  var gradientFactor: Double?
  /// ½ ln χ.
  var lambda1: Double?
  /// ln χ.
  var jacobianSlope: Double?
  /// The share of units with |f'| < 0.1.
  var saturatedFraction: Double?
  /// g for independent elements (Girko's circular law) and for an orthogonal matrix.
  var spectralRadius: Double?
  /// 2 g for independent elements (Marchenko and Pastur), g for an orthogonal matrix.
  var largestSingularValue: Double?
  /// What the theory leaves out; nil where nothing.
  var note: String?

  init(
    cell: CellKind, hidden: Activation<Double>, initialization: Initialization, units: Int,
    inputScale: Double
  ) {
    guard let ensemble = Self.ensemble(initialization, units: units) else {
      note = "the weights of --init \(initialization.name) are not independent draws."
      return
    }
    gain = ensemble.gain
    spectralRadius = ensemble.gain
    largestSingularValue = ensemble.isOrthogonal ? ensemble.gain : 2 * ensemble.gain
    guard cell == .elman else {
      note = "of a GRU it knows the spectrum of the candidate's weights only."
      return
    }
    guard hidden.isElementwise else {
      note = "\(hidden.name) is row-wise, and the theory is about element-wise activations."
      return
    }
    let theory = MeanField(hidden)
    switch theory.growth {
    case .undefined:
      note = "\(hidden.name) is not a number at some x, and the theory says nothing."
      return
    case .infinite:
      note = "\(hidden.name) has poles, with which no moments exist, and the theory says nothing."
      return
    default: break
    }
    set(
      theory, gain: ensemble.gain,
      inputVariance: inputScale * inputScale + ensemble.biasVariance)
  }

  /// The numbers at the fixed point that a small state comes to, or far out where there is none.
  private mutating func set(_ theory: MeanField, gain: Double, inputVariance: Double) {
    let points = theory.fixedPoints(gain: gain, inputVariance: inputVariance)
    guard let point = points.first(where: { $0.stability != .repelling }) else {
      let factor = gain * gain * theory.moments(variance: Self.farOut).squaredSlope
      gradientFactor = factor
      lambda1 = 0.5 * Double.log(factor)
      jacobianSlope = Double.log(factor)
      note = "no fixed point: the state grows without bound, and the numbers are those far out."
      return
    }
    variance = point.variance
    gradientFactor = point.gradientFactor
    lambda1 = point.exponent
    jacobianSlope = 2 * point.exponent
    saturatedFraction = theory.saturatedShare(variance: point.variance)
    if point.variance == 0 {
      note =
        "the state settles on zero, where a finite network's lambda_1 is ln of its own spectral "
        + "radius."
    }
  }

  /// A variance at which every activation does what it does in the limit.
  private static let farOut = 1e12

  /// g of a layer's W_hh, the variance of the biases' sum, and whether singular values are all
  /// equal; nil where elements are not independent draws.
  static func ensemble(
    _ initialization: Initialization, units: Int, layer: Int = 0
  ) -> (gain: Double, biasVariance: Double, isOrthogonal: Bool)? {
    switch initialization {
    case .gaussian(let gain): (gain, 0, false)
    case .critical(let gains) where gains.count == 1 || gains.indices.contains(layer):
      (gains.count == 1 ? gains[0] : gains[layer], 0, false)
    case .orthogonal(let gain): (gain, 0, true)
    // Uniform in ±1/√N: variance 1 / 3N, and two biases of that variance.
    case .pytorch: ((1.0 / 3).squareRoot(), 2 / (3 * Double(units)), false)
    // Uniform in ±√(6 / 2N): variance 1 / N.
    case .glorot: (1, 0, false)
    default: nil
    }
  }

  private enum CodingKeys: String, CodingKey {
    case gain, variance
    case gradientFactor = "chi"
    case lambda1 = "lambda_1"
    case jacobianSlope, saturatedFraction, spectralRadius, largestSingularValue, note
  }

  /// With `null` for what the theory does not say, so that every key is there.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(gain, forKey: .gain)
    try container.encode(variance, forKey: .variance)
    try container.encode(gradientFactor, forKey: .gradientFactor)
    try container.encode(lambda1, forKey: .lambda1)
    try container.encode(jacobianSlope, forKey: .jacobianSlope)
    try container.encode(saturatedFraction, forKey: .saturatedFraction)
    try container.encode(spectralRadius, forKey: .spectralRadius)
    try container.encode(largestSingularValue, forKey: .largestSingularValue)
    try container.encode(note, forKey: .note)
  }
}
