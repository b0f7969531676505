/// x, or what a closure has computed from x so far, written down in place of carried out.
///
/// A closure over terms runs when the activation is made. What it does to x is read like an
/// ``ActivationExpression``: it runs in blocks over whole rows, its derivative is automatic, and
/// its bounds, kinks and jumps are found. Arithmetic, the functions, `select` and comparisons are
/// all that a term has; it holds no number that one could look at (a ``Dual`` does).
///
/// ```swift
/// let elu = Activation<Float>("my-elu") { x in select(x > 0, x, exp(x) - 1) }
/// let same = Activation<Float>("my-elu") { x in x > 0 ? x : exp(x) - 1 }
/// ```
///
/// A closure with `if` or `?:` runs once for each way through it, 64 at most, and becomes the
/// choice between their results: it must do nothing else, and not trap where it would not come. One
/// that compares x in a loop, or in more ways, takes a ``Dual``.
///
/// At kinks the conventions of ``Dual`` hold.
public struct ActivationTerm {
  /// Where its value comes from.
  enum Source {
    case number(Double)
    case step(ActivationTranscript, Int)
  }

  let source: Source

  init(_ source: Source) {
    self.source = source
  }

  /// A constant.
  public init(_ value: some BinaryFloatingPoint) {
    self.init(.number(Double(value)))
  }

  /// What it is written in; nil for a constant.
  var transcript: ActivationTranscript? {
    guard case .step(let transcript, _) = source else { return nil }
    return transcript
  }
}

extension ActivationTerm: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A constant.
  public init(floatLiteral value: Double) {
    self.init(.number(value))
  }

  /// A constant.
  public init(integerLiteral value: Int) {
    self.init(.number(Double(value)))
  }
}
