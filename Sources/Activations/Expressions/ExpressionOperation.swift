/// What a node of an expression's graph computes; the order of the operands counts.
enum ExpressionOperation: UInt8, Sendable {
  case argument
  case constant
  // One operand.
  case exp
  case expMinusOne
  case log
  case logOnePlus
  case squareRoot
  case tanh
  case sigmoid
  case erf
  case sin
  case cos
  case abs
  case sign
  case softplus
  case softsign
  case tanhOfSoftplus
  case not
  /// To the power of a small integer, which is the node's constant.
  case integerPower
  // Two operands.
  case add
  case subtract
  case multiply
  case divide
  case power
  case minimum
  case maximum
  case less
  case lessOrEqual
  case equal
  case notEqual
  case and
  case or
  // A condition and two operands.
  case select

  /// How many operands it has.
  var operandCount: Int {
    if rawValue < Self.exp.rawValue { return 0 }
    if rawValue < Self.add.rawValue { return 1 }
    return self == .select ? 3 : 2
  }
}
