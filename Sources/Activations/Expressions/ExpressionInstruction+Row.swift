import LaneMath

extension ExpressionInstruction {
  /// The same as a step that a machine may have a loop of its own for; nil where none has.
  var rowStep: RowStep<Scalar>? {
    guard let rowInstruction else { return nil }
    // An operand as it is: times 1, and nothing added, not even the sign of 0.
    let isPlain = rowInstruction.scaledOperand != nil
    var step = RowStep(rowInstruction, a: isPlain ? 1 : a, b: isPlain ? -0.0 : b)
    step.target = target
    (step.u, step.v, step.w, step.z) = (first, second, third, fourth)
    return step
  }

  private var rowInstruction: RowInstruction? {
    switch code {
    case .affine: .affine
    case .shiftedScale: .shiftedScale
    case .divideByConstant: .divideByConstant
    case .divideConstant: .divideConstant
    case .minimumWithConstant: .minimumWithConstant
    case .maximumWithConstant: .maximumWithConstant
    case .integerPower: a == 2 ? .square : a == 3 ? .cube : nil
    case .smooth(let operation): Self.function(operation)
    case .absolute: .absolute
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .minimum: .minimum
    case .maximum: .maximum
    case .selectByConstant(let comparison): .selectByConstant(comparison)
    case .selectByComparison(let comparison): .select(comparison)
    case .power: .power
    case .fill, .sign, .not, .compare, .and, .or, .select, .keepNaN: nil
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
    case .sin: .sin
    case .cos: .cos
    default: nil
    }
  }
}
