public import LaneMath

/// A number and its derivative: arithmetic on duals differentiates what it computes.
///
/// Forward mode: for a function f written over `Dual`, f(Dual(x, derivative: 1)) holds f(x) and
/// f'(x). Order and equality are those of the values. At a kink these conventions hold:
/// abs'(0) = 0; `max` and `min` of equal values take the derivative of smaller magnitude, so that
/// max(0, x), max(x, 0), and every clamp to a constant have derivative 0 at their corner.
@frozen
public struct Dual<Scalar: LaneReal>: Sendable, BitwiseCopyable {
  /// The number.
  public var value: Scalar

  /// Its derivative by the variable.
  public var derivative: Scalar

  /// A number with its derivative; the default is a constant's.
  @inlinable
  @inline(__always)
  public init(_ value: Scalar, derivative: Scalar = 0) {
    self.value = value
    self.derivative = derivative
  }

  /// The value of a function of this number with the function's own derivative at it.
  @inlinable
  @inline(__always)
  func composed(_ outer: (value: Scalar, derivative: Scalar)) -> Dual {
    Dual(outer.value, derivative: outer.derivative * derivative)
  }
}

extension Dual: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A constant.
  @inlinable
  @inline(__always)
  public init(floatLiteral value: Scalar.FloatLiteralType) {
    self.init(Scalar(floatLiteral: value))
  }

  /// A constant.
  @inlinable
  @inline(__always)
  public init(integerLiteral value: Scalar.IntegerLiteralType) {
    self.init(Scalar(integerLiteral: value))
  }
}

extension Dual: Comparable {
  /// Whether the values are equal, whatever the derivatives.
  @inlinable
  @inline(__always)
  public static func == (left: Dual, right: Dual) -> Bool { left.value == right.value }

  /// Whether the left value is the smaller one.
  @inlinable
  @inline(__always)
  public static func < (left: Dual, right: Dual) -> Bool { left.value < right.value }

  /// Whether the left value is the greater one.
  @inlinable
  @inline(__always)
  public static func > (left: Dual, right: Dual) -> Bool { left.value > right.value }

  /// Whether the left value is at most the right one; false for NaN.
  @inlinable
  @inline(__always)
  public static func <= (left: Dual, right: Dual) -> Bool { left.value <= right.value }

  /// Whether the left value is at least the right one; false for NaN.
  @inlinable
  @inline(__always)
  public static func >= (left: Dual, right: Dual) -> Bool { left.value >= right.value }
}
