import LaneMath

extension ExpressionInstruction {
  /// The same as a step that a machine may have a loop of its own for; nil where none has.
  static func rowInstruction(_ code: Code, a: Scalar) -> RowInstruction? {
    switch code {
    case .affine: .affine
    case .shiftedScale: .shiftedScale
    case .divideByConstant: .divideByConstant
    case .divideConstant: .divideConstant
    case .minimumWithConstant: .minimumWithConstant
    case .maximumWithConstant: .maximumWithConstant
    case .integerPower: a == 2 ? .square : a == 3 ? .cube : nil
    case .smooth(let operation): function(operation)
    case .absolute: .absolute
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .minimum: .minimum
    case .maximum: .maximum
    case .selectByConstant(let comparison): .selectByConstant(comparison)
    case .selectByComparison(let comparison): .select(comparison)
    case .fill, .sign, .not, .power, .compare, .and, .or, .select, .keepNaN: nil
    }
  }

  private static func function(_ operation: ExpressionOperation) -> RowInstruction? {
    switch operation {
    case .exp: .exp
    case .expMinusOne: .expMinusOne
    case .log: .log
    case .logOnePlus: .logOnePlus
    case .squareRoot: .squareRoot
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .erf: .erf
    case .softplus: .softplus
    case .softsign: .softsign
    case .tanhOfSoftplus: .tanhOfSoftplus
    default: nil
    }
  }

  /// Runs the step in the machine's own loop; false where it has none.
  @inline(__always)
  func runsInMachineLoop(
    _ table: UnsafeMutablePointer<RowRegister<Scalar>>, _ count: Int
  ) -> Bool {
    guard let rowInstruction else { return false }
    let operands = RowOperands(
      target: table[target], u: table[first], v: table[second], w: table[third],
      z: table[fourth], a: a, b: b)
    return Scalar.run(rowInstruction, operands, count: count)
  }
}
