/// A function that an expression may call.
enum ExpressionFunction: String, CaseIterable, Sendable {
  case exp
  case expm1
  case log
  case log1p
  case sqrt
  case tanh
  case sigmoid
  case erf
  case sin
  case cos
  case abs
  case sign
  case min
  case max
  case pow
  case `where`
  case clip
  case relu
  case softplus
  case softsign

  /// The names in one line.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// How many arguments it takes.
  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .min, .max: 2...Int.max
    case .pow: 2...2
    case .where, .clip: 3...3
    default: 1...1
    }
  }

  /// The arguments it takes, for a message.
  var signature: String {
    switch self {
    case .min, .max: "two arguments or more"
    case .pow: "two arguments, (base, exponent)"
    case .where: "three arguments, (condition, value where it holds, value elsewhere)"
    case .clip: "three arguments, (value, lowest, highest)"
    default: "one argument"
    }
  }

  /// The functions whose names are nearest to a word, at most two and none that is far.
  static func nearest(to word: String) -> [String] {
    guard word.count <= 20 else { return [] }
    let ranked = allCases.map { (distance: editDistance($0.rawValue, word), name: $0.rawValue) }
    let least = ranked.map(\.distance).min() ?? 0
    guard least <= Swift.max(1, Swift.min(2, word.count / 2)) else { return [] }
    return Array(ranked.filter { $0.distance == least }.map(\.name).prefix(2))
  }
}
