/// Arithmetic with numbers from outside of a closure: `slope * x`.
///
/// For `Float` and `Double` one by one. Operators generic over the number's type would offer the
/// compiler a term wherever it looks for a product.
extension ActivationTerm {
  /// The sum with a constant.
  @_disfavoredOverload
  public static func + (left: ActivationTerm, right: Float) -> ActivationTerm {
    left + ActivationTerm(right)
  }

  /// The sum with a constant.
  @_disfavoredOverload
  public static func + (left: Float, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) + right
  }

  /// The sum with a constant.
  @_disfavoredOverload
  public static func + (left: ActivationTerm, right: Double) -> ActivationTerm {
    left + ActivationTerm(right)
  }

  /// The sum with a constant.
  @_disfavoredOverload
  public static func + (left: Double, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) + right
  }

  /// The difference with a constant.
  @_disfavoredOverload
  public static func - (left: ActivationTerm, right: Float) -> ActivationTerm {
    left - ActivationTerm(right)
  }

  /// The difference with a constant.
  @_disfavoredOverload
  public static func - (left: Float, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) - right
  }

  /// The difference with a constant.
  @_disfavoredOverload
  public static func - (left: ActivationTerm, right: Double) -> ActivationTerm {
    left - ActivationTerm(right)
  }

  /// The difference with a constant.
  @_disfavoredOverload
  public static func - (left: Double, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) - right
  }

  /// The product with a constant.
  @_disfavoredOverload
  public static func * (left: ActivationTerm, right: Float) -> ActivationTerm {
    left * ActivationTerm(right)
  }

  /// The product with a constant.
  @_disfavoredOverload
  public static func * (left: Float, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) * right
  }

  /// The product with a constant.
  @_disfavoredOverload
  public static func * (left: ActivationTerm, right: Double) -> ActivationTerm {
    left * ActivationTerm(right)
  }

  /// The product with a constant.
  @_disfavoredOverload
  public static func * (left: Double, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) * right
  }

  /// The quotient with a constant.
  @_disfavoredOverload
  public static func / (left: ActivationTerm, right: Float) -> ActivationTerm {
    left / ActivationTerm(right)
  }

  /// The quotient with a constant.
  @_disfavoredOverload
  public static func / (left: Float, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) / right
  }

  /// The quotient with a constant.
  @_disfavoredOverload
  public static func / (left: ActivationTerm, right: Double) -> ActivationTerm {
    left / ActivationTerm(right)
  }

  /// The quotient with a constant.
  @_disfavoredOverload
  public static func / (left: Double, right: ActivationTerm) -> ActivationTerm {
    ActivationTerm(left) / right
  }
}
