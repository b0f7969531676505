/// Forms that are computed by a better way than they are written.
///
/// Each is an identity of real numbers; the other side is more accurate, does not overflow where
/// the value does not, and takes fewer steps.
extension ExpressionGraph {
  /// -(-a) is a.
  mutating func negative(_ operand: Int) -> Int {
    if let inner = negated(operand) { return inner }
    return combine(.multiply, constant(-1), operand)
  }

  /// exp(a) - 1 keeps its accuracy near 0 as expm1(a).
  mutating func difference(_ left: Int, _ right: Int) -> Int {
    if constantValue(right) == 1, nodes[left].operation == .exp {
      return combine(.expMinusOne, nodes[left].first)
    }
    return combine(.subtract, left, right)
  }

  /// 1 a is a.
  mutating func product(_ left: Int, _ right: Int) -> Int {
    if constantValue(left) == 1 { return right }
    if constantValue(right) == 1 { return left }
    return combine(.multiply, left, right)
  }

  /// a / (1 + exp(b)) is a sigmoid(-b), and a / (1 + |a|) the softsign of a.
  mutating func quotient(_ left: Int, _ right: Int) -> Int {
    if constantValue(right) == 1 { return left }
    if let inner = onePlus(right) {
      switch nodes[inner].operation {
      case .abs where nodes[inner].first == left: return combine(.softsign, left)
      case .exp:
        let share = combine(.sigmoid, negative(nodes[inner].first))
        return product(left, share)
      default: break
      }
    }
    return combine(.divide, left, right)
  }

  /// log(1 + a) is log1p(a).
  mutating func logarithm(_ operand: Int) -> Int {
    if let inner = onePlus(operand) { return logarithmOfOnePlus(inner) }
    return combine(.log, operand)
  }

  /// log1p(exp(a)) is softplus(a).
  mutating func logarithmOfOnePlus(_ operand: Int) -> Int {
    let node = nodes[operand]
    return node.operation == .exp ? combine(.softplus, node.first) : combine(.logOnePlus, operand)
  }

  /// tanh(softplus(a)) takes one exponential.
  mutating func hyperbolicTangent(_ operand: Int) -> Int {
    let node = nodes[operand]
    return node.operation == .softplus
      ? combine(.tanhOfSoftplus, node.first) : combine(.tanh, operand)
  }

  /// Small integer exponents need no logarithm, 1/2 is a root, and a power of e an exponential.
  mutating func power(_ base: Int, _ exponent: Int) -> Int {
    if let value = constantValue(exponent), constantValue(base) == nil {
      if value == 1 { return base }
      if value == 0.5 { return combine(.squareRoot, base) }
      if value.magnitude <= 16, value == value.rounded() {
        return combine(.integerPower, base, number: value)
      }
    }
    if constantValue(base) == 2.718281828459045 { return combine(.exp, exponent) }
    return combine(.power, base, exponent)
  }

  /// b, where the node is 1 + b.
  private func onePlus(_ position: Int) -> Int? {
    let node = nodes[position]
    guard node.operation == .add else { return nil }
    if constantValue(node.first) == 1 { return node.second }
    return constantValue(node.second) == 1 ? node.first : nil
  }

  /// b, where the node is -b.
  private func negated(_ position: Int) -> Int? {
    let node = nodes[position]
    guard node.operation == .multiply, constantValue(node.first) == -1 else { return nil }
    return node.second
  }
}
