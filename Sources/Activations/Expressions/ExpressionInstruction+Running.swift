import LaneMath

extension ExpressionInstruction {
  /// Runs over the first `count` lanes of the registers in a table.
  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ table: UnsafeMutablePointer<RowRegister<Scalar>>, _ count: Int) {
    let lanes = ExpressionLanes(target: table[target], count: count)
    let u = table[first]
    switch code {
    case .fill: lanes.fill(a)
    case .affine: lanes.affine(u, a, b)
    case .shiftedScale: lanes.shiftedScale(u, a, b)
    case .divideByConstant: lanes.divide(u, by: a, inverse: b)
    case .divideConstant: lanes.divide(a, by: u)
    case .minimumWithConstant: lanes.minimum(u, a)
    case .maximumWithConstant: lanes.maximum(u, a)
    case .integerPower: lanes.integerPower(u, a)
    case .smooth(let operation): lanes.smooth(operation, u)
    case .absolute: lanes.absolute(u)
    case .sign: lanes.sign(u)
    case .not: lanes.not(u)
    case .add: lanes.add(u, table[second])
    case .subtract: lanes.subtract(u, table[second])
    case .multiply: lanes.multiply(u, table[second])
    case .divide: lanes.divide(u, table[second])
    case .power: lanes.power(u, table[second])
    case .minimum: lanes.minimum(u, table[second])
    case .maximum: lanes.maximum(u, table[second])
    case .compare(let comparison): lanes.compare(comparison, u, table[second])
    case .and: lanes.and(u, table[second])
    case .or: lanes.or(u, table[second])
    case .select: lanes.select(u, table[second], table[third])
    case .selectByConstant(let comparison):
      lanes.select(comparison, u, a, table[second], table[third])
    case .selectByComparison(let comparison):
      lanes.select(comparison, u, table[second], table[third], table[fourth])
    case .keepNaN: lanes.keepNaN(of: table[0], u)
    }
  }
}
