public import LaneMath

extension Activation {
  /// An element-wise activation from a function of a dual number; its derivative is automatic.
  ///
  /// ```swift
  /// let softsign = Activation<Float>("softsign", lowerBound: -1, upperBound: 1) { x in
  ///   x / (1 + abs(x))
  /// }
  /// ```
  /// A short function becomes part of one loop over a row, which an optimised build vectorises for
  /// `Float` if the function uses no more than arithmetic, `select`, `min`, `max`, `abs` and the
  /// functions over ``Dual`` other than `sin`, `cos` and `pow`. The compiler calls a long one, such
  /// as one of several exponentials, for each element instead; an expression does not have that. `saturates` is by default whether
  /// both bounds are finite. `kinks` are the points where the derivative jumps, `jumps` those where
  /// the value does: gradient checks skip both.
  ///
  /// - Precondition: `lowerBound` is at most `upperBound`.
  @inlinable
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(
    _ name: String,
    lowerBound: Double = -.infinity,
    upperBound: Double = .infinity,
    kinks: [Double] = [],
    jumps: [Double] = [],
    saturates: Bool? = nil,
    _ function: @escaping @Sendable (Dual<Scalar>) -> Dual<Scalar>
  ) {
    self.init(
      name: name,
      lowerBound: lowerBound,
      upperBound: upperBound,
      kinks: kinks,
      jumps: jumps,
      saturates: saturates ?? (lowerBound.isFinite && upperBound.isFinite),
      kernel: { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in
          let result = function(Dual(x, derivative: 1))
          return (result.value, result.derivative)
        }
      })
  }

  /// An element-wise activation from a function and its derivative, both of the preactivation.
  ///
  /// Nothing compares the two but a gradient check.
  ///
  /// - Precondition: `lowerBound` is at most `upperBound`.
  @inlinable
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(
    _ name: String,
    lowerBound: Double = -.infinity,
    upperBound: Double = .infinity,
    kinks: [Double] = [],
    jumps: [Double] = [],
    saturates: Bool? = nil,
    value function: @escaping @Sendable (Scalar) -> Scalar,
    derivative: @escaping @Sendable (Scalar) -> Scalar
  ) {
    self.init(
      name: name,
      lowerBound: lowerBound,
      upperBound: upperBound,
      kinks: kinks,
      jumps: jumps,
      saturates: saturates ?? (lowerBound.isFinite && upperBound.isFinite),
      kernel: { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in (function(x), derivative(x)) }
      })
  }
}
