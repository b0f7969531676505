/// How every number of a report is written, in one place.
///
/// Nothing here looks at the locale: the decimal separator is a point, thousands are parted by
/// commas. What is not finite is spelled `inf`, `-inf` and `nan`.
public enum NumberText {
  /// A number with a fixed count of decimals, such as `2.203`.
  ///
  /// - Precondition: `decimals` is not negative.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    precondition(decimals >= 0, "a number cannot have \(decimals) decimals")
    guard value.isFinite else { return nonFinite(value) }
    var expansion = DecimalExpansion(value)
    expansion.round(toDecimals: decimals)
    return fixed(expansion, decimals: decimals)
  }

  /// A number in short scientific form, such as `3.1e-06`; zero is `0`.
  ///
  /// - Precondition: `decimals` is not negative.
  public static func scientific(_ value: Double, decimals: Int = 1) -> String {
    precondition(decimals >= 0, "a number cannot have \(decimals) decimals")
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    var expansion = DecimalExpansion(value)
    expansion.round(toDigits: decimals + 1)
    let exponent = expansion.exponent
    let first = String(expansion.digit(at: exponent))
    let rest = (0..<decimals).map { String(expansion.digit(at: exponent - 1 - $0)) }.joined()
    let magnitude = String(exponent.magnitude)
    let padded = magnitude.count < 2 ? "0" + magnitude : magnitude
    return (expansion.isNegative ? "-" : "") + first + (rest.isEmpty ? "" : "." + rest)
      + (exponent < 0 ? "e-" : "e+") + padded
  }

  /// A norm to three digits: `0.831`, `12.4`, `470`, and scientific below 0.01 and from 10,000.
  public static func norm(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    var expansion = DecimalExpansion(value)
    expansion.round(toDigits: 3)
    guard (-2...3).contains(expansion.exponent) else { return scientific(value) }
    return fixed(expansion, decimals: max(0, min(3, 2 - expansion.exponent)))
  }

  /// A loss with three decimals, such as `2.203`; scientific from 10,000, where decimals mean
  /// nothing.
  public static func loss(_ value: Double) -> String { measured(value, decimals: 3) }

  /// A number with a fixed count of decimals, such as `-0.6931`; scientific from 10,000, as a
  /// loss.
  ///
  /// - Precondition: `decimals` is not negative.
  public static func measured(_ value: Double, decimals: Int = 4) -> String {
    var expansion = DecimalExpansion(value.isFinite ? value : 0)
    expansion.round(toDecimals: decimals)
    return expansion.exponent < 4
      ? fixed(value, decimals: decimals) : scientific(value, decimals: 2)
  }

  /// A share as a percentage, such as `24 %`.
  ///
  /// A share that is neither none nor all never reads as one of the two: it is `<1 %` or `>99 %`
  /// (with one decimal `<0.1 %` and `>99.9 %`).
  ///
  /// - Precondition: `decimals` is not negative.
  public static func percent(_ share: Double, decimals: Int = 0) -> String {
    guard share.isFinite else { return nonFinite(share) }
    let text = fixed(share * 100, decimals: decimals)
    let none = fixed(0, decimals: decimals)
    let all = fixed(100, decimals: decimals)
    if text == none, share != 0 {
      let least = decimals == 0 ? "1" : "0." + String(repeating: "0", count: decimals - 1) + "1"
      return "<\(share < 0 ? "-" : "")\(least) %"
    }
    if text == all, share < 1 {
      let most = decimals == 0 ? "99" : "99." + String(repeating: "9", count: decimals)
      return ">\(most) %"
    }
    return text + " %"
  }

  /// A speed to three digits with a unit prefix, such as `412k char/s`.
  public static func rate(_ perSecond: Double, unit: String = "char") -> String {
    guard perSecond.isFinite else { return "\(nonFinite(perSecond)) \(unit)/s" }
    var expansion = DecimalExpansion(perSecond)
    expansion.round(toDigits: 3)
    let prefixes = ["", "k", "M", "G", "T"]
    let power = min(prefixes.count - 1, max(0, expansion.exponent / 3))
    // Shifting the digits, not dividing, so that the three digits stay the ones just rounded.
    let decimals = max(0, min(2, 2 - (expansion.exponent - 3 * power)))
    let text = fixed(expansion, decimals: decimals, shiftedBy: 3 * power)
    return "\(text)\(prefixes[power]) \(unit)/s"
  }

  /// A time in two units: `42s`, `1m 05s`, `2h 03m`, `3d 04h`; `<1s` where it rounds to nothing.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite else { return nonFinite(seconds) }
    guard seconds > 0 else { return "0s" }
    let whole = seconds.rounded()
    guard whole >= 1 else { return "<1s" }
    guard whole < 8.64e8 else { return ">9999d" }
    let total = Int(whole)
    return switch total {
    case ..<60: "\(total)s"
    case ..<3600: "\(total / 60)m \(twoDigits(total % 60))s"
    case ..<86400: "\(total / 3600)h \(twoDigits(total / 60 % 60))m"
    default: "\(total / 86400)d \(twoDigits(total / 3600 % 24))h"
    }
  }

  /// A count with commas between the thousands, such as `1,115,394`.
  public static func count(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(String(value.magnitude))
  }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// Writes rounded digits, divided by 10^shift, with `decimals` behind the point.
  private static func fixed(
    _ expansion: DecimalExpansion, decimals: Int, shiftedBy shift: Int = 0
  ) -> String {
    let whole = stride(from: max(0, expansion.exponent - shift), through: 0, by: -1)
    let digits = whole.map { String(expansion.digit(at: $0 + shift)) }.joined()
    let rest = (0..<decimals).map { String(expansion.digit(at: shift - 1 - $0)) }.joined()
    return (expansion.isNegative ? "-" : "") + digits + (rest.isEmpty ? "" : "." + rest)
  }
}
