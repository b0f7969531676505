public import LaneMath

/// A function of x that is written as text, such as `where(x > 0, x, 0.1 * (exp(x) - 1))`.
///
/// Numbers (`1`, `.5`, `1e-3`), `x`, `pi`, `e`; `+ - * /`, `^` or `**` from the right; the
/// comparisons `< <= > >= == !=`, which are 1 or 0; `and or not`, also `&& || !`; the functions
/// `exp expm1 log log1p sqrt tanh sigmoid erf sin cos abs sign relu softplus softsign`, `pow(a,
/// b)`, `min` and `max` of two or more, `clip(a, lowest, highest)` and `where(condition, a, b)`.
/// Capitals and blanks do not count. A sign binds less tightly than a power: -x^2 is -(x^2).
///
/// The derivative is automatic, with the conventions of ``Dual`` at kinks. It runs in blocks over
/// whole rows, without allocating. The common forms of softplus, sigmoid, softsign and expm1 are
/// recognised and computed without overflow and cancellation; anything else is computed as it
/// stands, so that `(exp(x) - exp(-x)) / (exp(x) + exp(-x))` is NaN where the exponentials
/// overflow.
public struct ActivationExpression: Sendable, Equatable, CustomStringConvertible {
  /// The most characters (Unicode scalars) that are read.
  public static let longest = 10_000

  /// The most levels of parentheses, calls, signs and powers within each other.
  public static let deepest = 100

  /// The expression in the one spelling that is saved; reading it gives the same activation.
  public let description: String

  let graph: ExpressionGraph

  /// Reads an expression.
  ///
  /// - Throws: ``ExpressionError`` with the place.
  public init(_ text: String) throws(ExpressionError) {
    // A text of any length is not looked at beyond the limit.
    let scalars = Array(text.unicodeScalars.prefix(Self.longest + 1))
    guard scalars.count <= Self.longest else {
      throw ExpressionError(.tooLong, at: Self.longest, in: scalars)
    }
    let syntax = try ExpressionParser.parse(scalars)
    graph = try ExpressionGraph(syntax, scalars: scalars)
    description = syntax.text
  }

  /// The expression of a closure over terms, written as text.
  ///
  /// - Throws: ``ExpressionError`` if it is too long or too deep to be written as a text, or has a
  ///   constant that is infinite or no number.
  public init(_ function: (ActivationTerm) -> ActivationTerm) throws(ExpressionError) {
    try self.init(ActivationTranscript.record(function).text)
  }

  /// Expressions are equal if they are written alike, but for blanks and needless parentheses.
  public static func == (left: ActivationExpression, right: ActivationExpression) -> Bool {
    left.description == right.description
  }

  /// The loop over a row, for an ``Activation``.
  public func kernel<Scalar: LaneReal>() -> Activation<Scalar>.Kernel { graph.kernel() }
}
