/// The shortest decimal digits of a finite number, ready to be rounded and printed.
///
/// The digits are those of `Double.description`, which is the same on every platform and knows no
/// locale. Rounding is half away from zero on these digits, so that 2.0005 to three decimals is
/// 2.001, as the reader of `print(2.0005)` expects.
struct DecimalExpansion {
  /// Whether a minus sign belongs in front; never true of zero.
  private(set) var isNegative: Bool
  /// The digits of (first digit).(others) x 10^exponent; empty for zero.
  private(set) var digits: [Int]
  /// The power of ten of the first digit; 0 for zero.
  private(set) var exponent: Int

  /// Takes a number apart.
  ///
  /// - Precondition: `value` is finite.
  init(_ value: Double) {
    precondition(value.isFinite, "only a finite number has decimal digits, not \(value)")
    // Its bytes: to ask characters for their values takes longer than all else here.
    let text = value.magnitude.description
    let mantissa = text.utf8.prefix { $0 != UInt8(ascii: "e") }
    let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }.count
    let written = mantissa.filter { $0 != UInt8(ascii: ".") }.map { Int($0 - UInt8(ascii: "0")) }
    let leadingZeros = written.prefix { $0 == 0 }.count
    digits = Array(written.dropFirst(leadingZeros))
    let scale = Int(text.dropFirst(mantissa.count + 1)) ?? 0
    exponent = digits.isEmpty ? 0 : scale + whole - 1 - leadingZeros
    isNegative = value < 0
  }

  /// Rounds to `count` digits, half away from zero; a count of 0 or less may leave zero.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      becomeZero()
      return
    }
    let roundsUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if roundsUp {
      carry()
    } else if digits.isEmpty {
      becomeZero()
    }
  }

  /// Rounds to `count` digits behind the point, half away from zero.
  mutating func round(toDecimals count: Int) {
    round(toDigits: exponent + 1 + count)
  }

  /// The digit at 10^power; 0 where there is none.
  func digit(at power: Int) -> Int {
    let index = exponent - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  private mutating func carry() {
    while let last = digits.last, last == 9 {
      digits.removeLast()
    }
    if digits.isEmpty {
      digits = [1]
      exponent += 1
    } else {
      digits[digits.count - 1] += 1
    }
  }

  private mutating func becomeZero() {
    digits = []
    exponent = 0
    isNegative = false
  }
}
