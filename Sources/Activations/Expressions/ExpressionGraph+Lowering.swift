extension ExpressionGraph {
  /// The graph of an expression.
  init(_ syntax: ExpressionSyntax) {
    var positions: [Int] = []
    for node in syntax.nodes { positions.append(lower(node, positions)) }
    root = positions[syntax.root]
  }

  /// The graph of an expression that was read.
  ///
  /// - Throws: `ExpressionError` at the first constant that is infinite or no number.
  init(_ syntax: ExpressionSyntax, scalars: [Unicode.Scalar]) throws(ExpressionError) {
    var positions: [Int] = []
    for node in syntax.nodes {
      let position = lower(node, positions)
      if let value = constantValue(position), !value.isFinite {
        // Of the signs that NaN may have none is shown.
        let shown = value.isNaN ? .nan : value
        throw ExpressionError(.notFinite(shown), at: node.offset, in: scalars)
      }
      positions.append(position)
    }
    root = positions[syntax.root]
  }

  /// The position of what a node of the expression computes, from those of the nodes before it.
  private mutating func lower(_ node: ExpressionSyntax.Node, _ positions: [Int]) -> Int {
    switch node.kind {
    case .argument: insert(Node(operation: .argument))
    case .pi: constant(.pi)
    case .euler: constant(2.718281828459045)
    case .number(let value, _): constant(value)
    case .negative(let operand): negative(positions[operand])
    case .not(let operand): unary(.not, positions[operand])
    case .infix(let infix, let left, let right):
      binary(infix, positions[left], positions[right])
    case .call(let function, let arguments):
      call(function, arguments.map { positions[$0] })
    }
  }

  /// A node of these operands, or its value if they are constants.
  mutating func combine(
    _ operation: ExpressionOperation, _ first: Int, _ second: Int = 0, _ third: Int = 0,
    number: Double = 0
  ) -> Int {
    let node = Node(
      operation: operation, first: first, second: second, third: third, bits: number.bitPattern)
    let constants = node.operands.compactMap { constantValue($0) }
    guard constants.count < node.operands.count else {
      let operands = constants.map { Dual($0) } + [0, 0]
      return constant(node.value(operands[0], operands[1], operands[2]).value)
    }
    return insert(node)
  }

  private mutating func binary(_ infix: ExpressionInfix, _ left: Int, _ right: Int) -> Int {
    switch infix {
    case .or: combine(.or, left, right)
    case .and: combine(.and, left, right)
    case .less: combine(.less, left, right)
    case .lessOrEqual: combine(.lessOrEqual, left, right)
    case .greater: combine(.less, right, left)
    case .greaterOrEqual: combine(.lessOrEqual, right, left)
    case .equal: combine(.equal, left, right)
    case .notEqual: combine(.notEqual, left, right)
    case .plus: combine(.add, left, right)
    case .minus: difference(left, right)
    case .times: product(left, right)
    case .over: quotient(left, right)
    case .power: power(left, right)
    }
  }

  private mutating func call(_ function: ExpressionFunction, _ arguments: [Int]) -> Int {
    let first = arguments[0]
    switch function {
    case .exp: return unary(.exp, first)
    case .expm1: return unary(.expMinusOne, first)
    case .log: return logarithm(first)
    case .log1p: return logarithmOfOnePlus(first)
    case .sqrt: return unary(.squareRoot, first)
    case .tanh: return hyperbolicTangent(first)
    case .sigmoid: return unary(.sigmoid, first)
    case .erf: return unary(.erf, first)
    case .sin: return unary(.sin, first)
    case .cos: return unary(.cos, first)
    case .abs: return unary(.abs, first)
    case .sign: return unary(.sign, first)
    case .softplus: return unary(.softplus, first)
    case .softsign: return unary(.softsign, first)
    case .relu: return combine(.maximum, constant(0), first)
    case .min: return arguments.dropFirst().reduce(first) { combine(.minimum, $0, $1) }
    case .max: return arguments.dropFirst().reduce(first) { combine(.maximum, $0, $1) }
    case .pow: return power(first, arguments[1])
    case .where: return combine(.select, first, arguments[1], arguments[2])
    case .clip:
      return combine(.minimum, combine(.maximum, first, arguments[1]), arguments[2])
    }
  }

  private mutating func unary(_ operation: ExpressionOperation, _ operand: Int) -> Int {
    combine(operation, operand)
  }
}
