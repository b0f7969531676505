import LaneMath

/// What the hot functions do, written for Float and nothing else.
enum HandWritten {
  /// target += factor * source.
  @inline(never)
  static func add(_ source: Span<Float>, times factor: Float, to target: inout MutableSpan<Float>) {
    let indices = target.indices
    precondition(source.count == indices.count)
    for index in indices { target[index] += factor * source[index] }
  }

  /// target *= source.
  @inline(never)
  static func multiply(_ target: inout MutableSpan<Float>, by source: Span<Float>) {
    let indices = target.indices
    precondition(source.count == indices.count)
    for index in indices { target[index] *= source[index] }
  }

  /// target = left + right.
  @inline(never)
  static func sum(
    _ left: Span<Float>, _ right: Span<Float>, into target: inout MutableSpan<Float>
  ) {
    let indices = target.indices
    precondition(left.count == indices.count && right.count == indices.count)
    for index in indices { target[index] = left[index] + right[index] }
  }

  /// The sum of squares.
  @inline(never)
  static func sumOfSquares(_ values: Span<Float>) -> Double {
    var sum = 0.0
    for index in values.indices { sum += Double(values[index]) * Double(values[index]) }
    return sum
  }

  /// tanh and its derivative.
  @inline(never)
  static func tanh(
    _ input: Span<Float>, value: inout MutableSpan<Float>, derivative: inout MutableSpan<Float>
  ) {
    let indices = input.indices
    precondition(value.count == indices.count && derivative.count == indices.count)
    for index in indices {
      (value[index], derivative[index]) = Float.laneTanhWithDerivative(input[index])
    }
  }

  /// The sigmoid and its derivative.
  @inline(never)
  static func sigmoid(
    _ input: Span<Float>, value: inout MutableSpan<Float>, derivative: inout MutableSpan<Float>
  ) {
    let indices = input.indices
    precondition(value.count == indices.count && derivative.count == indices.count)
    for index in indices {
      (value[index], derivative[index]) = Float.laneSigmoidWithDerivative(input[index])
    }
  }

  /// Logits become the gradient of their cross-entropy.
  @inline(never)
  static func softmax(_ logits: inout MutableSpan<Float>, target: Int) -> Double {
    var largest = -Float.infinity
    for index in logits.indices { largest = logits[index] > largest ? logits[index] : largest }
    let targetLogit = logits[target]
    for index in logits.indices { logits[index] = Float.laneExp(logits[index] - largest) }
    var sum: Float = 0
    for index in logits.indices { sum += logits[index] }
    let scale = 1 / sum
    for index in logits.indices { logits[index] *= scale }
    logits[target] -= 1
    return Double(Float.laneLog(sum) + largest - targetLogit)
  }

  /// One update of Adam with its default constants.
  @inline(never)
  static func adam(
    _ parameters: inout MutableSpan<Float>, _ gradient: Span<Float>,
    _ first: inout MutableSpan<Float>, _ second: inout MutableSpan<Float>
  ) {
    let indices = parameters.indices
    precondition(
      gradient.count == indices.count && first.count == indices.count
        && second.count == indices.count)
    for index in indices {
      let g = gradient[index]
      let m = 0.9 * first[index] + 0.1 * g
      let v = 0.999 * second[index] + 0.001 * g * g
      first[index] = m
      second[index] = v
      parameters[index] -= 2e-3 * m / (v.squareRoot() + 1e-8)
    }
  }
}
