import LaneMath

/// What an expression computes: equal parts once, parts without x as numbers.
///
/// Nodes stand after their operands.
struct ExpressionGraph: Sendable {
  /// An operation on earlier nodes.
  struct Node: Hashable, Sendable {
    let operation: ExpressionOperation
    /// As many as the operation has; the others are 0.
    var first = 0
    var second = 0
    var third = 0
    /// The bits of a constant, or of the exponent of an integer power.
    var bits: UInt64 = 0

    /// The constant, or the exponent.
    var number: Double { Double(bitPattern: bits) }

    /// The nodes that it reads.
    var operands: [Int] { Array([first, second, third].prefix(operation.operandCount)) }
  }

  private(set) var nodes: [Node] = []
  private var positions: [Node: Int] = [:]

  /// The node whose value is the expression's.
  var root = 0

  /// The position of a node, which is added if no equal one is there.
  mutating func insert(_ node: Node) -> Int {
    if let position = positions[node] { return position }
    nodes.append(node)
    positions[node] = nodes.count - 1
    return nodes.count - 1
  }

  /// The position of a constant.
  mutating func constant(_ value: Double) -> Int {
    insert(Node(operation: .constant, bits: value.bitPattern))
  }

  /// The value of a node that is a constant.
  func constantValue(_ position: Int) -> Double? {
    let node = nodes[position]
    return node.operation == .constant ? node.number : nil
  }

  /// For each node, whether the expression's value depends on it, and how often it is read.
  func useCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: nodes.count)
    counts[root] = 1
    for position in nodes.indices.reversed() where counts[position] > 0 {
      for operand in nodes[position].operands { counts[operand] += 1 }
    }
    return counts
  }

  /// How many steps the expression has if nothing that is used again is kept.
  var treeSize: Double {
    var sizes = [Double](repeating: 1, count: nodes.count)
    for (position, node) in nodes.enumerated() {
      for operand in node.operands { sizes[position] += sizes[operand] }
    }
    return sizes[root]
  }

  /// Whether NaN for x makes the expression NaN; a selection may lose it.
  var keepsNaN: Bool {
    var keeps = [Bool](repeating: false, count: nodes.count)
    for (position, node) in nodes.enumerated() {
      let (first, second, third) = (keeps[node.first], keeps[node.second], keeps[node.third])
      keeps[position] =
        switch node.operation {
        case .argument: true
        case .constant, .not, .and, .or, .less, .lessOrEqual, .equal, .notEqual: false
        case .select: second && third
        case .power: first && (constantValue(node.second).map { $0 != 0 } ?? false)
        case .integerPower: first && node.number != 0
        case .add, .subtract, .multiply, .divide, .minimum, .maximum: first || second
        default: first
        }
    }
    return keeps[root]
  }

  /// The loop over a row that computes the expression.
  func kernel<Scalar: LaneReal>() -> Activation<Scalar>.Kernel {
    let program = ExpressionProgram<Scalar>(self)
    return { input, value, record in
      program.run(input, value: &value, derivative: &record)
    }
  }
}
