/// Random expressions, the same ones for the same seed.
struct ExpressionGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A whole number below `limit`.
  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(truncatingIfNeeded: (state >> 33) % UInt64(limit))
  }

  mutating func choose(_ texts: [String]) -> String { texts[below(texts.count)] }

  /// An expression that can be read, unless a part without x is not finite.
  mutating func valid(depth: Int) -> String {
    guard depth > 0, below(8) > 0 else {
      return choose(["x", "x", "x", "1", "2", ".5", "1e-3", "0", "pi", "e", "3.25", "1e30", "100"])
    }
    let first = valid(depth: depth - 1)
    switch below(12) {
    case 0...4:
      let infix = choose(["+", "-", "*", "/", " + ", " * ", "^", "**", "<", "<=", ">", "==", "!="])
      return "(\(first))\(infix)(\(valid(depth: depth - 1)))"
    case 5: return choose(["-", "+", "!", "not ", "--"]) + "(\(first))"
    case 6: return "(\(first) \(choose(["and", "or", "&&", "||"])) \(valid(depth: depth - 1)))"
    case 7: return "where(\(first), \(valid(depth: depth - 1)),\(valid(depth: depth - 2)))"
    case 8: return "\(choose(["min", "max", "pow"]))(\(first), \(valid(depth: depth - 1)))"
    case 9: return "clip(\(first), -1, \(valid(depth: depth - 2)))"
    default:
      let functions = [
        "exp", "expm1", "log", "log1p", "sqrt", "tanh", "sigmoid", "erf", "sin", "cos", "abs",
        "sign", "relu", "softplus", "softsign",
      ]
      return "\(choose(functions))(\(first))"
    }
  }

  /// Pieces of expressions in any order.
  mutating func noise() -> String {
    let pieces = [
      "x", "1", ".", "e", "(", ")", "((", "))", ",", "+", "-", "*", "/", "^", "**", "<", "=", "==",
      "!", "&", "|", "&&", "and", "or", "not", "where(", "min(", "sin", "tanh(", "1e", "1e9", "pi",
      " ", "\t", "\n", "\u{0}", "\u{e9}", "\u{1f600}", "\u{301}", "_", "y", "nan", "inf", "0x1",
      "1e400", "#", "?", "\u{202e}", "99999999999999999999",
    ]
    var text = ""
    for _ in 0..<below(30) { text += choose(pieces) }
    return text
  }

  /// A text with a few characters left out, doubled, exchanged or put in.
  mutating func mutated(_ text: String) -> String {
    var characters = Array(text)
    let strange = Array("x()+-*/^,.<>=!&|019e \u{fc}")
    for _ in 0...below(3) where !characters.isEmpty {
      let place = below(characters.count)
      switch below(4) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(characters[place], at: place)
      case 2: characters.swapAt(place, below(characters.count))
      default: characters[place] = strange[below(strange.count)]
      }
    }
    return String(characters)
  }
}
