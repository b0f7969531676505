/// A step of an expression's program that has a loop of its own where ``MachineKernels`` are
/// available; u, v, w and z are the registers read, a and b constants.
public enum RowInstruction: Sendable {
  /// u a + b
  case affine
  /// (u + b) a
  case shiftedScale
  /// u / a, with b = 1 / a
  case divideByConstant
  /// a / u
  case divideConstant
  /// min(u, a)
  case minimumWithConstant
  /// max(u, a)
  case maximumWithConstant
  /// u u
  case square
  /// u u u
  case cube
  /// |u|
  case absolute
  /// u + v
  case add
  /// u - v
  case subtract
  /// u v
  case multiply
  /// u / v
  case divide
  /// min(u, v)
  case minimum
  /// max(u, v)
  case maximum
  /// exp(u)
  case exp
  /// exp(u) - 1
  case expMinusOne
  /// log(u)
  case log
  /// log(1 + u)
  case logOnePlus
  /// sqrt(u)
  case squareRoot
  /// tanh(u)
  case tanh
  /// 1 / (1 + exp(-u))
  case sigmoid
  /// erf(u)
  case erf
  /// log(1 + exp(u))
  case softplus
  /// u / (1 + |u|)
  case softsign
  /// tanh(log(1 + exp(u)))
  case tanhOfSoftplus
  /// For magnitudes below 8192, which is not checked.
  case sin
  /// For magnitudes below 8192, which is not checked.
  case cos
  /// u to the power v, right where u is positive, both are finite, and the result is neither 0 nor
  /// infinite, which is not checked.
  case power
  /// w where u compares to v, else z
  case select(RowComparison)
  /// v where u compares to a, else w
  case selectByConstant(RowComparison)
}
