import LaneMath

extension ExpressionGraph.Node {
  /// The node's value and derivative from those of its operands, in `Double`.
  ///
  /// It is the meaning of each operation, by which the vectorised program is tested; it folds
  /// constants and finds kinks.
  func value(
    _ first: Dual<Double>, _ second: Dual<Double>, _ third: Dual<Double>
  ) -> Dual<Double> {
    switch operation {
    case .argument: first
    case .constant: Dual(number)
    case .exp, .expMinusOne, .log, .logOnePlus, .squareRoot, .tanh, .sigmoid, .erf, .sin, .cos,
      .softplus, .softsign, .tanhOfSoftplus:
      smooth(first)
    case .abs: Activations.abs(first)
    case .sign: Dual(first.value > 0 ? 1 : (first.value < 0 ? -1 : first.value))
    case .integerPower: pow(first, Dual(number))
    case .add: first + second
    case .subtract: first - second
    case .multiply: first * second
    case .divide: first / second
    case .power: pow(first, second)
    case .minimum: min(first, second)
    case .maximum: max(first, second)
    case .select: select(first.value != 0, second, third)
    case .not, .less, .lessOrEqual, .equal, .notEqual, .and, .or:
      condition(first, second) ? 1 : 0
    }
  }

  private func smooth(_ x: Dual<Double>) -> Dual<Double> {
    switch operation {
    case .exp: Activations.exp(x)
    case .expMinusOne: Activations.expMinusOne(x)
    case .log: Activations.log(x)
    case .logOnePlus: Activations.logOnePlus(x)
    case .squareRoot: Activations.sqrt(x)
    case .tanh: Activations.tanh(x)
    case .sigmoid: Activations.sigmoid(x)
    case .erf: Activations.erf(x)
    case .sin: Activations.sin(x)
    case .cos: Activations.cos(x)
    case .softplus: x.composed(Double.laneSoftplusWithDerivative(x.value))
    case .softsign: x.composed(Double.laneSoftsignWithDerivative(x.value))
    default: x.composed(evaluateTanhOfSoftplus(x.value))
    }
  }

  private func condition(_ first: Dual<Double>, _ second: Dual<Double>) -> Bool {
    switch operation {
    case .not: first.value == 0
    case .less: first < second
    case .lessOrEqual: first <= second
    case .equal: first == second
    case .notEqual: first != second
    case .and: first.value != 0 && second.value != 0
    default: first.value != 0 || second.value != 0
    }
  }
}

extension ExpressionGraph {
  /// Value and derivative at a point, and a number that tells on which side of each comparison,
  /// corner and jump the point lies.
  ///
  /// `values` is room for one value per node, kept by the caller.
  func evaluate(
    at x: Double, _ values: inout [Dual<Double>]
  ) -> (result: Dual<Double>, side: UInt64) {
    var side: UInt64 = 0
    let argument = Dual(x, derivative: 1)
    for position in nodes.indices {
      let node = nodes[position]
      let (first, second) = (values[node.first], values[node.second])
      let value =
        node.operation == .argument ? argument : node.value(first, second, values[node.third])
      values[position] = value
      let choice: UInt64
      switch node.operation {
      case .abs, .sign: choice = first.value < 0 ? 1 : 2
      case .minimum, .maximum: choice = first.value < second.value ? 1 : 2
      case .less, .lessOrEqual, .equal, .notEqual: choice = value.value == 0 ? 1 : 2
      case .select: choice = first.value == 0 ? 1 : 2
      default: continue
      }
      // Any odd factor keeps the choices apart.
      side = side &* 0x9e37_79b9_7f4a_7c15 &+ choice
    }
    return (values[root], side)
  }
}
