/// A step of an expression's program that has a loop of its own where ``MachineKernels`` are
/// available; u, v, w and z are the registers read, a and b constants.
public enum RowInstruction: Sendable, Equatable {
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
  /// u + (v a + b)
  case add
  /// u - (v a + b)
  case subtract
  /// u (v a + b)
  case multiply
  /// u v + (w a + b)
  case multiplyAdd
  /// u / v
  case divide
  /// min(u, v)
  case minimum
  /// max(u, v)
  case maximum
  /// exp(u a + b)
  case exp
  /// exp(u a + b) - 1
  case expMinusOne
  /// log(u a + b)
  case log
  /// log(1 + u a + b)
  case logOnePlus
  /// sqrt(u a + b)
  case squareRoot
  /// tanh(u a + b)
  case tanh
  /// The logistic function of u a + b
  case sigmoid
  /// erf(u a + b)
  case erf
  /// log(1 + exp(u a + b))
  case softplus
  /// The softsign of u a + b
  case softsign
  /// tanh(log(1 + exp(u a + b)))
  case tanhOfSoftplus
  /// sin(u)
  case sin
  /// cos(u)
  case cos
  /// u to the power v
  case power
  /// w where u compares to v, else z
  case select(RowComparison)
  /// v where u compares to a, else w
  case selectByConstant(RowComparison)

  /// The one of two operands that the step multiplies with a and adds b to before anything else.
  ///
  /// ``multiplyAdd`` does that to its third, w.
  public var scaledOperand: ScaledOperand? {
    switch self {
    case .exp, .expMinusOne, .log, .logOnePlus, .squareRoot, .tanh, .sigmoid, .erf, .softplus,
      .softsign, .tanhOfSoftplus:
      .first
    case .add, .subtract, .multiply: .second
    default: nil
    }
  }

  /// u or v.
  public enum ScaledOperand: Sendable {
    /// u
    case first
    /// v
    case second
  }
}
