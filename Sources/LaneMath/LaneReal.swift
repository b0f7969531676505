public import RealModule

/// A scalar with elementary functions made for plain loops over rows.
///
/// `Float` implements them without branches and without calls (selects and SSE2-grade arithmetic
/// only), so that a loop over a span vectorises once they are inlined; the exceptions, `laneSin`,
/// `laneCos` and `lanePow`, call libm. `Double` forwards to libm: it is the precision of the
/// gradient checks, not of training.
///
/// Accuracy in `Float`: a value is within 4 units in the last place wherever the true value is a
/// normal number, a derivative within 1e-5 relative to itself wherever it is one. NaN gives NaN,
/// infinities give the limits, odd functions keep the sign of zero. Below the normal numbers a
/// result underflows gradually.
public protocol LaneReal: RowLoops, Real, BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// e to the power `x`.
  static func laneExp(_ x: Self) -> Self

  /// e to the power `x`, minus 1, accurate near 0.
  static func laneExpMinusOne(_ x: Self) -> Self

  /// The natural logarithm of `x`.
  static func laneLog(_ x: Self) -> Self

  /// The natural logarithm of 1 + `x`, accurate near 0.
  static func laneLogOnePlus(_ x: Self) -> Self

  /// The hyperbolic tangent of `x`.
  static func laneTanh(_ x: Self) -> Self

  /// The logistic function 1 / (1 + exp(-x)).
  static func laneSigmoid(_ x: Self) -> Self

  /// The error function of `x`.
  static func laneErf(_ x: Self) -> Self

  /// The sine of `x` in radians; calls libm in both precisions.
  static func laneSin(_ x: Self) -> Self

  /// The cosine of `x` in radians; calls libm in both precisions.
  static func laneCos(_ x: Self) -> Self

  /// `x` to the power `y`, with the cases of C's `pow`; calls libm in both precisions.
  ///
  /// A negative `x` gives NaN unless `y` is an integer.
  static func lanePow(_ x: Self, _ y: Self) -> Self

  /// exp(x) - 1 and its derivative exp(x), in `Float` from one exponential, for `x` at most 0.
  ///
  /// A positive `x` is treated as 0, as the exponential units need it.
  static func laneDecayWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// tanh(x) and its derivative 4t / (1 + t)^2, t = exp(-2|x|), in `Float` from one exponential.
  static func laneTanhWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// The logistic function and its derivative t / (1 + t)^2, t = exp(-|x|), from one exponential.
  static func laneSigmoidWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// log(1 + exp(x)) and its derivative, the logistic function, from one exponential.
  static func laneSoftplusWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// x / (1 + |x|) and its derivative 1 / (1 + |x|)^2, in `Float` from one division.
  static func laneSoftsignWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// x / (1 + exp(-x)) and its derivative, accurate around the derivative's zero too.
  static func laneSiLUWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// x times the normal distribution function, and its derivative, accurate in the left tail.
  static func laneGELUWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// x tanh(log(1 + exp(x))) and its derivative, accurate around the derivative's zero too.
  static func laneMishWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// The tanh form of gelu and its derivative, accurate in the left tail.
  static func laneTanhGELUWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// x - tanh(x) and its derivative tanh(x)^2, without cancellation near 0.
  static func laneTanhshrinkWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// log(cosh(x)) and its derivative tanh(x), without overflow and cancellation.
  static func laneLogCoshWithDerivative(_ x: Self) -> (value: Self, derivative: Self)

  /// exp(rate * x) - 1 and exp(rate * x) for `x` at most 0; a positive `x` is treated as 0.
  ///
  /// The product is not rounded, here and in the other functions with a rate, which is above 0.
  static func laneDecayWithDerivative(_ x: Self, rate: Double) -> (value: Self, derivative: Self)

  /// tanh(rate * x), and the derivative of tanh there.
  static func laneTanhWithDerivative(_ x: Self, rate: Double) -> (value: Self, derivative: Self)

  /// log(1 + exp(rate * x)) / rate and its derivative, the logistic function of rate * x.
  static func laneSoftplusWithDerivative(_ x: Self, rate: Double) -> (value: Self, derivative: Self)

  /// exp(x - y) for `x` at most `y`, with what the subtraction rounds away put back.
  static func laneExpOfDifference(_ x: Self, _ y: Self) -> Self

  /// The loop of `function` for this machine; nil where a loop over the functions above serves.
  ///
  /// It is as accurate as they are, but not equal in bits.
  static func rowKernel(_ function: RowFunction) -> RowKernel<Self>?

  /// The loop of this machine that turns a cotangent c of a softmax's value y into one of its
  /// preactivation, y * (c - sum(c * y)): y in, c in and out. Nil where it has none.
  static var softmaxPullback: RowPullback<Self>? { get }

  /// The loops of the machine for the steps of a program, run one after another over rows; nil
  /// where it has none.
  static func rowProgram(_ steps: [RowStep<Self>]) -> RowProgram<Self>?

  /// The error function and its derivative 2 / sqrt(pi) exp(-x^2).
  static func laneErfWithDerivative(_ x: Self) -> (value: Self, derivative: Self)
}
