import LaneMath

/// A node as the step that computes it, which may take inner nodes along.
struct ExpressionSelection<Scalar: LaneReal> {
  var step: RowStep<Scalar>

  /// The nodes that become the registers read, in their order.
  var operands: [Int] = []
}

extension ExpressionGraph {
  /// The step for each node that is still needed, nil for the others.
  func selections<Scalar: LaneReal>() -> [ExpressionSelection<Scalar>?] {
    var selections = [ExpressionSelection<Scalar>?](repeating: nil, count: nodes.count)
    let counts = useCounts()
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    isNeeded[root] = true
    for position in nodes.indices.reversed() where isNeeded[position] {
      guard nodes[position].operation != .argument else { continue }
      let selection: ExpressionSelection<Scalar> = selection(of: position, counts)
      for operand in selection.operands { isNeeded[operand] = true }
      selections[position] = selection
    }
    return selections
  }

  private func selection<Scalar: LaneReal>(
    of position: Int, _ counts: [Int]
  ) -> ExpressionSelection<Scalar> {
    let node = nodes[position]
    switch node.operation {
    case .constant: return make(.fill, a: node.number)
    case .integerPower: return make(.integerPower, [node.first], a: node.number)
    case .add, .subtract, .multiply, .divide:
      return linear(node, counts)
        ?? make(Self.instruction(node.operation), [node.first, node.second])
    case .minimum, .maximum:
      let isLeft = constantValue(node.first) != nil
      guard let bound = constantValue(isLeft ? node.first : node.second) else { break }
      return make(
        node.operation == .minimum ? .minimumWithConstant : .maximumWithConstant,
        [isLeft ? node.second : node.first], a: bound)
    case .select:
      if counts[node.first] == 1, let fused: ExpressionSelection<Scalar> = comparing(node) {
        return fused
      }
      return make(.selectByConstant(.notEqual), node.operands, a: 0)
    default: break
    }
    return make(Self.instruction(node.operation), node.operands)
  }

  /// Sums, products and quotients with a constant, and a sum in a product or a product in a sum.
  private func linear<Scalar: LaneReal>(
    _ node: Node, _ counts: [Int]
  ) -> ExpressionSelection<Scalar>? {
    if node.operation == .divide {
      if let left = constantValue(node.first) {
        return make(.divideConstant, [node.second], a: left)
      }
      guard let right = constantValue(node.second), (1 / Scalar(right)).isFinite else { return nil }
      return make(.divideByConstant, [node.first], a: right, b: 1 / right)
    }
    guard let outer = affine(node) else { return nil }
    guard counts[outer.operand] == 1, let inner = affine(nodes[outer.operand]) else {
      return make(.affine, [outer.operand], a: outer.scale, b: outer.shift)
    }
    // Only where each rounding stays: the inner one shifts and the outer one scales, or the
    // other way round.
    if inner.scale == 1, node.operation == .multiply {
      return make(.shiftedScale, [inner.operand], a: outer.scale, b: inner.shift)
    }
    if nodes[outer.operand].operation == .multiply, outer.scale == 1 {
      return make(.affine, [inner.operand], a: inner.scale, b: outer.shift)
    }
    return make(.affine, [outer.operand], a: outer.scale, b: outer.shift)
  }

  /// A node as operand * scale + shift; -0 shifts nothing, not even the sign of zero.
  private func affine(_ node: Node) -> (operand: Int, scale: Double, shift: Double)? {
    let left = constantValue(node.first)
    let right = constantValue(node.second)
    switch node.operation {
    case .add:
      if let left { return (node.second, 1, left) }
      return right.map { (node.first, 1, $0) }
    case .subtract:
      if let left { return (node.second, -1, left) }
      return right.map { (node.first, 1, -$0) }
    case .multiply:
      if let left { return (node.second, left, -0.0) }
      return right.map { (node.first, $0, -0.0) }
    default: return nil
    }
  }

  /// A selection with the comparison that decides it.
  private func comparing<Scalar: LaneReal>(_ node: Node) -> ExpressionSelection<Scalar>? {
    let condition = nodes[node.first]
    guard let comparison = Self.comparison(condition.operation) else { return nil }
    let branches = [node.second, node.third]
    if let right = constantValue(condition.second) {
      return make(.selectByConstant(comparison), [condition.first] + branches, a: right)
    }
    if let left = constantValue(condition.first) {
      let mirrored: RowComparison =
        switch comparison {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        default: comparison
        }
      return make(.selectByConstant(mirrored), [condition.second] + branches, a: left)
    }
    return make(
      .select(comparison), [condition.first, condition.second] + branches)
  }

  private static func comparison(_ operation: ExpressionOperation) -> RowComparison? {
    switch operation {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    default: nil
    }
  }

  private static func instruction(_ operation: ExpressionOperation) -> RowInstruction {
    if let comparison = comparison(operation) { return .compare(comparison) }
    return switch operation {
    case .exp: .exp
    case .expMinusOne: .expMinusOne
    case .log: .log
    case .logOnePlus: .logOnePlus
    case .squareRoot: .squareRoot
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .erf: .erf
    case .sin: .sin
    case .cos: .cos
    case .abs: .absolute
    case .sign: .sign
    case .softplus: .softplus
    case .softsign: .softsign
    case .tanhOfSoftplus: .tanhOfSoftplus
    case .not: .not
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .minimum: .minimum
    case .maximum: .maximum
    case .and: .and
    case .or: .or
    default: .add
    }
  }

  private func make<Scalar: LaneReal>(
    _ instruction: RowInstruction, _ operands: [Int] = [], a: Double = 0, b: Double = 0
  ) -> ExpressionSelection<Scalar> {
    ExpressionSelection(
      step: RowStep(instruction, a: Scalar(a), b: Scalar(b)), operands: operands)
  }
}
