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
  case minimumWithConstant
  case maximumWithConstant
  case square
  case cube
  case absolute
  case add
  case subtract
  case multiply
  case divide
  case minimum
  case maximum
  case exp
  case expMinusOne
  case log
  case logOnePlus
  case squareRoot
  case tanh
  case sigmoid
  case erf
  case softplus
  case softsign
  case tanhOfSoftplus
  /// For magnitudes below 8192, which is not checked.
  case sin
  /// For magnitudes below 8192, which is not checked.
  case cos
  /// w where u compares to v, else z
  case select(RowComparison)
  /// w where u compares to a, else z
  case selectByConstant(RowComparison)
}
