import Foundation

/// The numbers on the axes of a chart.
enum TickText {
  /// A tick of a linear axis: as many decimals as the step needs, `20k` from 10,000 on.
  static func linear(_ value: Double, step: Double) -> String {
    let magnitude = max(value.magnitude, step)
    // Adding a step to the largest of doubles changes nothing, so there is a bound.
    if magnitude >= 1e9 || (value != 0 && magnitude < 1e-4) {
      return typeset(NumberText.scientific(value, decimals: 1))
    }
    let (scale, suffix) =
      magnitude >= 1e6 ? (1e6, "M") : magnitude >= 1e4 ? (1e3, "k") : (1, "")
    let decimals = (0...9).first { places in
      let shifted = step / scale * pow(10, Double(places))
      return (shifted - shifted.rounded()).magnitude < 1e-6 * shifted
    }
    let text = NumberText.fixed(value / scale, decimals: decimals ?? 9)
    return value == 0 ? "0" : minus(text) + suffix
  }

  /// A power of ten: `0.01` to `1,000`, else with a raised exponent.
  static func power(of exponent: Int) -> String {
    switch exponent {
    case -2: "0.01"
    case -1: "0.1"
    case 0: "1"
    case 1: "10"
    case 2: "100"
    case 3: "1,000"
    default: "10" + raised(exponent)
    }
  }

  /// A positive number that is 1, 2 or 5 times a power of ten: more than five characters would not
  /// fit beside an axis on a telephone.
  static func short(_ value: Double) -> String {
    guard (9.9e-4..<9.9e3).contains(value) else {
      return typeset(NumberText.scientific(value, decimals: 0))
    }
    let decimals = max(0, -Int(log10(value * 1.0001).rounded(.down)))
    return value < 9999
      ? NumberText.fixed(value, decimals: decimals) : NumberText.count(Int(value.rounded()))
  }

  /// The number of an update: `950`, `1,200`, `12.5k`.
  static func update(_ number: Int) -> String {
    number < 10_000
      ? NumberText.count(number)
      : number < 1_000_000
        ? thousands(number, "k", 1_000) : thousands(number, "M", 1_000_000)
  }

  private static func thousands(_ number: Int, _ suffix: String, _ unit: Int) -> String {
    let exact = number.isMultiple(of: unit)
    return NumberText.fixed(Double(number) / Double(unit), decimals: exact ? 0 : 1) + suffix
  }

  /// `1.5e-06` as 1.5·10⁻⁶.
  private static func typeset(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return minus(text) }
    let factor = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return minus(factor == "1" ? "10" + raised(exponent) : "\(factor)·10" + raised(exponent))
  }

  private static func raised(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let number = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return (exponent < 0 ? "⁻" : "") + String(number)
  }

  /// With a minus sign as wide as a plus sign instead of a hyphen.
  private static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
