import LaneMath

extension Dual {
  /// The negative.
  @inlinable
  @inline(__always)
  public static prefix func - (operand: Dual) -> Dual {
    Dual(-operand.value, derivative: -operand.derivative)
  }

  /// The sum.
  @inlinable
  @inline(__always)
  public static func + (left: Dual, right: Dual) -> Dual {
    Dual(left.value + right.value, derivative: left.derivative + right.derivative)
  }

  /// The difference.
  @inlinable
  @inline(__always)
  public static func - (left: Dual, right: Dual) -> Dual {
    Dual(left.value - right.value, derivative: left.derivative - right.derivative)
  }

  /// The product, by the product rule.
  @inlinable
  @inline(__always)
  public static func * (left: Dual, right: Dual) -> Dual {
    Dual(
      left.value * right.value,
      derivative: left.derivative * right.value + left.value * right.derivative)
  }

  /// The quotient, by the quotient rule.
  @inlinable
  @inline(__always)
  public static func / (left: Dual, right: Dual) -> Dual {
    let quotient = left.value / right.value
    return Dual(
      quotient, derivative: (left.derivative - quotient * right.derivative) / right.value)
  }

  /// The sum with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func + (left: Dual, right: Scalar) -> Dual {
    Dual(left.value + right, derivative: left.derivative)
  }

  /// The sum with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func + (left: Scalar, right: Dual) -> Dual {
    Dual(left + right.value, derivative: right.derivative)
  }

  /// The difference with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func - (left: Dual, right: Scalar) -> Dual {
    Dual(left.value - right, derivative: left.derivative)
  }

  /// The difference with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func - (left: Scalar, right: Dual) -> Dual {
    Dual(left - right.value, derivative: -right.derivative)
  }

  /// The product with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func * (left: Dual, right: Scalar) -> Dual {
    Dual(left.value * right, derivative: left.derivative * right)
  }

  /// The product with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func * (left: Scalar, right: Dual) -> Dual {
    Dual(left * right.value, derivative: left * right.derivative)
  }

  /// The quotient with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func / (left: Dual, right: Scalar) -> Dual {
    Dual(left.value / right, derivative: left.derivative / right)
  }

  /// The quotient with a constant.
  @inlinable
  @inline(__always)
  @_disfavoredOverload
  public static func / (left: Scalar, right: Dual) -> Dual {
    Dual(left) / right
  }

  /// Adds the right operand, in place.
  @inlinable
  @inline(__always)
  public static func += (left: inout Dual, right: Dual) { left = left + right }

  /// Subtracts the right operand, in place.
  @inlinable
  @inline(__always)
  public static func -= (left: inout Dual, right: Dual) { left = left - right }

  /// Multiplies by the right operand, in place.
  @inlinable
  @inline(__always)
  public static func *= (left: inout Dual, right: Dual) { left = left * right }

  /// Divides by the right operand, in place.
  @inlinable
  @inline(__always)
  public static func /= (left: inout Dual, right: Dual) { left = left / right }
}
