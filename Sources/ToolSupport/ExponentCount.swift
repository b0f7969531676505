/// How many exponents are asked for: a number, or `all`.
enum ExponentCount: Equatable {
  case some(Int)
  case all

  /// Reads `--exponents`.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  init(_ text: String) throws(ToolFailure) {
    if text.lowercased() == "all" {
      self = .all
    } else if let number = Int(text), number > 0 {
      self = .some(number)
    } else {
      throw ToolFailure(
        .usage, "--exponents \(text) is not a count: write a number from 1, or all.")
    }
  }

  /// Of N exponents.
  func count(of size: Int) -> Int {
    switch self {
    case .some(let number): min(number, size)
    case .all: size
    }
  }
}
