import BLASMatrices
import LaneMath

/// The optimizers' inner loops, over spans of equal length.
enum OptimizerRow<Scalar: BLASScalar> {
  /// The clipped gradient: a factor, then a limit on the magnitude.
  @inline(__always)
  static func clipped(_ gradient: Scalar, _ factor: Scalar, _ limit: Scalar) -> Scalar {
    let scaled = gradient * factor
    let above = scaled > limit ? limit : scaled
    return above < -limit ? -limit : above
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func descend(
    _ parameters: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ factor: Scalar,
    _ limit: Scalar, rate: Scalar
  ) {
    let indices = parameters.indices
    precondition(gradient.count == indices.count)
    for index in indices {
      parameters[index] -= rate * clipped(gradient[index], factor, limit)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func descend(
    _ parameters: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ factor: Scalar,
    _ limit: Scalar, rate: Scalar, momentum: Scalar, nesterov: Bool,
    _ velocity: inout MutableSpan<Scalar>
  ) {
    let indices = parameters.indices
    precondition(gradient.count == indices.count && velocity.count == indices.count)
    // The plain form is p - η u, Nesterov's p - η (g + μ u): one formula with two weights.
    let gradientWeight: Scalar = nesterov ? 1 : 0
    let velocityWeight: Scalar = nesterov ? momentum : 1
    for index in indices {
      let g = clipped(gradient[index], factor, limit)
      let u = momentum * velocity[index] + g
      velocity[index] = u
      parameters[index] -= rate * (gradientWeight * g + velocityWeight * u)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func scaled(
    _ parameters: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ factor: Scalar,
    _ limit: Scalar, rate: Scalar, keep: Scalar, add: Scalar, epsilon: Scalar,
    _ squares: inout MutableSpan<Scalar>
  ) {
    let indices = parameters.indices
    precondition(gradient.count == indices.count && squares.count == indices.count)
    for index in indices {
      let g = clipped(gradient[index], factor, limit)
      let v = keep * squares[index] + add * g * g
      squares[index] = v
      parameters[index] -= rate * g / (v.squareRoot() + epsilon)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func adam(
    _ parameters: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>,
    _ constants: AdamConstants<Scalar>, _ first: inout MutableSpan<Scalar>,
    _ second: inout MutableSpan<Scalar>
  ) {
    let indices = parameters.indices
    precondition(
      gradient.count == indices.count && first.count == indices.count
        && second.count == indices.count)
    if Scalar.adam(
      constants, gradient: gradient, first: &first, second: &second, parameters: &parameters)
    {
      return
    }
    let (keepFirst, addFirst) = (constants.keepFirst, constants.addFirst)
    let (keepSecond, addSecond) = (constants.keepSecond, constants.addSecond)
    let (rate, secondScale) = (constants.rate, constants.secondScale)
    let (epsilon, shrink) = (constants.epsilon, constants.shrink)
    for index in indices {
      let g = clipped(gradient[index], constants.factor, constants.limit)
      let m = keepFirst * first[index] + addFirst * g
      let v = keepSecond * second[index] + addSecond * g * g
      first[index] = m
      second[index] = v
      let p = parameters[index] * shrink
      parameters[index] = p - rate * m / (v.squareRoot() * secondScale + epsilon)
    }
  }
}
