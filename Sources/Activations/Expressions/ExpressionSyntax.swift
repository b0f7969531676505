/// An expression as it was written: nodes after their operands.
///
/// A flat array, because a sum of thousands of terms is a tree thousands of levels deep.
struct ExpressionSyntax: Sendable {
  /// What a node is.
  enum Kind: Sendable {
    case argument
    case pi
    case euler
    case number(Double, text: String)
    case negative(Int)
    case not(Int)
    case infix(ExpressionInfix, Int, Int)
    case call(ExpressionFunction, [Int])
  }

  /// A node and the place of its operator or name.
  struct Node: Sendable {
    let kind: Kind
    let offset: Int
  }

  private(set) var nodes: [Node] = []

  /// The node whose value is the expression's, by default the last one.
  var root = 0

  /// Adds a node; its operands are there already.
  mutating func append(_ kind: Kind, at offset: Int) -> Int {
    nodes.append(Node(kind: kind, offset: offset))
    root = nodes.count - 1
    return root
  }
}
