public import LaneMath

extension Activation {
  /// An element-wise activation from a function of a dual number, run for every element.
  ///
  /// For closures that look at the value of x, or compare it in a loop; any other is taken as one
  /// over ``ActivationTerm``, which is faster and finds bounds and kinks by itself.
  /// ```swift
  /// let sawtooth = Activation<Float>("sawtooth", lowerBound: -1, upperBound: 1) { (x: Dual<Float>) in
  ///   x - Dual(2 * ((x.value + 1) / 2).rounded(.down))
  /// }
  /// ```
  /// Its derivative is automatic. `saturates` is by default whether both bounds are finite. `kinks`
  /// are the points where the derivative jumps, `jumps` those where the value does, `poles` those
  /// where it grows beyond every number: gradient checks skip all.
  ///
  /// - Precondition: `lowerBound` is at most `upperBound`.
  @_disfavoredOverload
  @inlinable
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(
    _ name: String,
    lowerBound: Double = -.infinity,
    upperBound: Double = .infinity,
    kinks: [Double] = [],
    jumps: [Double] = [],
    poles: [Double] = [],
    saturates: Bool? = nil,
    _ function: @escaping @Sendable (Dual<Scalar>) -> Dual<Scalar>
  ) {
    self.init(
      name: name,
      lowerBound: lowerBound,
      upperBound: upperBound,
      kinks: kinks,
      jumps: jumps,
      poles: poles,
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
    poles: [Double] = [],
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
      poles: poles,
      saturates: saturates ?? (lowerBound.isFinite && upperBound.isFinite),
      kernel: { input, value, record in
        mapLanes(input, value: &value, derivative: &record) { x in (function(x), derivative(x)) }
      })
  }
}
