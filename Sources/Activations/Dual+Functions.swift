public import LaneMath

/// e to the power `x`.
@inlinable
@inline(__always)
public func exp<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  let power = Scalar.laneExp(x.value)
  return x.composed((power, power))
}

/// e to the power `x`, minus 1, accurate near 0.
@inlinable
@inline(__always)
public func expMinusOne<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed((Scalar.laneExpMinusOne(x.value), Scalar.laneExp(x.value)))
}

/// The natural logarithm of `x`.
@inlinable
@inline(__always)
public func log<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed((Scalar.laneLog(x.value), 1 / x.value))
}

/// The natural logarithm of 1 + `x`, accurate near 0.
@inlinable
@inline(__always)
public func logOnePlus<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed((Scalar.laneLogOnePlus(x.value), 1 / (1 + x.value)))
}

/// The square root of `x`; its derivative at 0 is infinite.
@inlinable
@inline(__always)
public func sqrt<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  let root = x.value.squareRoot()
  return x.composed((root, 0.5 / root))
}

/// The hyperbolic tangent of `x`.
@inlinable
@inline(__always)
public func tanh<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed(Scalar.laneTanhWithDerivative(x.value))
}

/// The logistic function 1 / (1 + exp(-x)).
@inlinable
@inline(__always)
public func sigmoid<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed(Scalar.laneSigmoidWithDerivative(x.value))
}

/// The error function of `x`.
@inlinable
@inline(__always)
public func erf<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed(Scalar.laneErfWithDerivative(x.value))
}

/// The sine of `x` in radians; one libm call per element.
@inlinable
@inline(__always)
public func sin<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed((Scalar.laneSin(x.value), Scalar.laneCos(x.value)))
}

/// The cosine of `x` in radians; one libm call per element.
@inlinable
@inline(__always)
public func cos<Scalar: LaneReal>(_ x: Dual<Scalar>) -> Dual<Scalar> {
  x.composed((Scalar.laneCos(x.value), -Scalar.laneSin(x.value)))
}

/// `x` to the power `y`; libm calls per element.
///
/// A negative `x` gives NaN unless `y` is an integer. A constant exponent adds no logarithm, so
/// that the derivative of a power of a negative number exists.
@inlinable
@inline(__always)
public func pow<Scalar: LaneReal>(_ x: Dual<Scalar>, _ y: Dual<Scalar>) -> Dual<Scalar> {
  let power = Scalar.lanePow(x.value, y.value)
  let byBase = y.value == 0 ? 0 : y.value * Scalar.lanePow(x.value, y.value - 1) * x.derivative
  let byExponent = y.derivative == 0 ? 0 : power * Scalar.laneLog(x.value) * y.derivative
  return Dual(power, derivative: byBase + byExponent)
}

/// `x` to a constant power; libm calls per element.
@inlinable
@inline(__always)
@_disfavoredOverload
public func pow<Scalar: LaneReal>(_ x: Dual<Scalar>, _ y: Scalar) -> Dual<Scalar> {
  pow(x, Dual(y))
}

/// `x` to an integer power, by products: no libm call.
@inlinable
@inline(__always)
public func pow<Scalar: LaneReal>(_ x: Dual<Scalar>, _ exponent: Int) -> Dual<Scalar> {
  var result = Dual<Scalar>(1)
  var square = x
  var remaining = exponent.magnitude
  while remaining != 0 {
    if remaining & 1 == 1 {
      result *= square
    }
    remaining >>= 1
    if remaining != 0 {
      square *= square
    }
  }
  return exponent < 0 ? 1 / result : result
}
