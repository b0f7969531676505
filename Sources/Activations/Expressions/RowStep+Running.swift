import LaneMath

extension RowStep where Scalar: LaneReal {
  /// Runs over the first `count` lanes of the registers in a table.
  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ table: UnsafeMutablePointer<RowRegister<Scalar>>, _ count: Int) {
    let lanes = ExpressionLanes(target: table[target], count: count)
    let u = table[u]
    switch instruction {
    case .fill: lanes.fill(a)
    case .affine: lanes.affine(u, a, b)
    case .shiftedScale: lanes.shiftedScale(u, a, b)
    case .divideByConstant: lanes.divide(u, by: a, inverse: b)
    case .divideConstant: lanes.divide(a, by: u)
    case .minimumWithConstant: lanes.minimum(u, a)
    case .maximumWithConstant: lanes.maximum(u, a)
    case .integerPower: lanes.integerPower(u, a)
    case .absolute: lanes.absolute(u)
    case .sign: lanes.sign(u)
    case .not: lanes.not(u)
    case .add: lanes.add(u, table[v])
    case .subtract: lanes.subtract(u, table[v])
    case .multiply: lanes.multiply(u, table[v])
    case .divide: lanes.divide(u, table[v])
    case .power: lanes.power(u, table[v])
    case .minimum: lanes.minimum(u, table[v])
    case .maximum: lanes.maximum(u, table[v])
    case .compare(let comparison): lanes.compare(comparison, u, table[v])
    case .and: lanes.and(u, table[v])
    case .or: lanes.or(u, table[v])
    case .selectByConstant(let comparison):
      lanes.select(comparison, u, a, table[v], table[w])
    case .select(let comparison):
      lanes.select(comparison, u, table[v], table[w], table[z])
    case .keepNaN: lanes.keepNaN(of: table[v], u)
    case .exp, .expMinusOne, .log, .logOnePlus, .squareRoot, .tanh, .sigmoid, .erf, .softplus,
      .softsign, .sin, .cos, .tanhOfSoftplus:
      lanes.smooth(instruction, u)
    }
  }
}
