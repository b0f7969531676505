/// What a step of a program over rows computes; u, v, w and z are the registers read, a and b
/// constants.
public enum RowInstruction: Sendable, Equatable {
  /// a
  case fill
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
  /// u to the power of the integer a
  case integerPower
  /// |u|
  case absolute
  /// -1, 0 or 1
  case sign
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
  /// The square root of u
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
  /// sin(u)
  case sin
  /// cos(u)
  case cos
  /// u to the power v
  case power
  /// 1 where u is 0, else 0
  case not
  /// 1 where neither u nor v is 0, else 0
  case and
  /// 0 where u and v are 0, else 1
  case or
  /// 1 where u compares to v, else 0
  case compare(RowComparison)
  /// w where u compares to v, else z
  case select(RowComparison)
  /// v where u compares to a, else w
  case selectByConstant(RowComparison)
  /// v where it is NaN, else u
  case keepNaN
}
