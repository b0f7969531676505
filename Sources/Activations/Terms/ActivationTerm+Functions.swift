extension ActivationTerm {
  /// A function of some terms.
  static func call(_ function: ExpressionFunction, _ arguments: ActivationTerm...) -> ActivationTerm
  {
    ActivationTranscript.write(arguments) { .call(function, $0) }
  }
}

/// e to the power `x`.
public func exp(_ x: ActivationTerm) -> ActivationTerm { .call(.exp, x) }

/// e to the power `x`, minus 1, accurate near 0.
public func expMinusOne(_ x: ActivationTerm) -> ActivationTerm { .call(.expm1, x) }

/// The natural logarithm of `x`.
public func log(_ x: ActivationTerm) -> ActivationTerm { .call(.log, x) }

/// The natural logarithm of 1 + `x`, accurate near 0.
public func logOnePlus(_ x: ActivationTerm) -> ActivationTerm { .call(.log1p, x) }

/// The square root of `x`; its derivative at 0 is infinite.
public func sqrt(_ x: ActivationTerm) -> ActivationTerm { .call(.sqrt, x) }

/// The hyperbolic tangent of `x`.
public func tanh(_ x: ActivationTerm) -> ActivationTerm { .call(.tanh, x) }

/// The logistic function 1 / (1 + exp(-x)).
public func sigmoid(_ x: ActivationTerm) -> ActivationTerm { .call(.sigmoid, x) }

/// The error function of `x`.
public func erf(_ x: ActivationTerm) -> ActivationTerm { .call(.erf, x) }

/// The sine of `x` in radians.
public func sin(_ x: ActivationTerm) -> ActivationTerm { .call(.sin, x) }

/// The cosine of `x` in radians.
public func cos(_ x: ActivationTerm) -> ActivationTerm { .call(.cos, x) }

/// `x` to the power `y`; a negative `x` gives NaN unless `y` is an integer.
public func pow(_ x: ActivationTerm, _ y: ActivationTerm) -> ActivationTerm { .call(.pow, x, y) }

/// `x` to a constant power.
@_disfavoredOverload
public func pow(_ x: ActivationTerm, _ y: Double) -> ActivationTerm {
  pow(x, ActivationTerm(y))
}

/// `x` to an integer power; up to 16 by products.
@_disfavoredOverload
public func pow(_ x: ActivationTerm, _ exponent: Int) -> ActivationTerm {
  pow(x, ActivationTerm(Double(exponent)))
}
