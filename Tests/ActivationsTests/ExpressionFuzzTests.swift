import Activations
import Testing

private let inputs: [Float] = [
  0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 3e38, -3e38, 0.5, -20, 88.7,
  100,
]

/// What became of a text.
private enum Outcome {
  case refused
  case read
}

/// Reads a text; what can be read must run, keep NaN, and be read again from its own text.
private func tryText(_ text: String) throws -> Outcome {
  let expression: ActivationExpression
  do throws(ExpressionError) {
    expression = try ActivationExpression(text)
  } catch {
    let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3 || error.problem == .empty, "\(text)")
    #expect(error.offset <= text.unicodeScalars.count && lines.allSatisfy { $0.count < 300 })
    return .refused
  }
  var values = [Float](repeating: 0, count: inputs.count)
  var records = values
  var valueSpan = values.mutableSpan
  var recordSpan = records.mutableSpan
  let kernel: Activation<Float>.Kernel = expression.kernel()
  kernel(inputs.span, &valueSpan, &recordSpan)
  #expect(values[6].isNaN, "\(text)")
  let again = try ActivationExpression(expression.description)
  #expect(again.description == expression.description, "\(text)")
  return .read
}

@Test func `a hundred thousand texts are read or refused, without a crash or a hang`() throws {
  var generator = ExpressionGenerator(seed: 20_260_101)
  var counts: [Outcome: Int] = [:]
  for index in 0..<100_000 {
    let text: String
    switch index % 4 {
    case 0: text = generator.valid(depth: 1 + generator.below(5))
    case 1: text = generator.mutated(generator.valid(depth: 1 + generator.below(5)))
    case 2: text = generator.noise()
    default: text = generator.valid(depth: 2) + generator.noise()
    }
    counts[try tryText(text), default: 0] += 1
  }
  // Neither kind may be rare, or the test would prove little.
  #expect(counts[.read, default: 0] > 20_000 && counts[.refused, default: 0] > 20_000, "\(counts)")
}

@Test func `random expressions mean the same as compiled for a row and with blanks or without`()
  throws
{
  var generator = ExpressionGenerator(seed: 7)
  var compared = 0
  for _ in 0..<400 {
    let text = generator.valid(depth: 4)
    guard let first = try? Activation<Double>(expression: text) else { continue }
    let second = try Activation<Double>(expression: first.name)
    let points = (-40...40).map { Double($0) * 0.13 }
    let (left, right) = (first.evaluate(points), second.evaluate(points))
    for index in points.indices {
      let (one, other) = (left.values[index], right.values[index])
      #expect(one == other || (one.isNaN && other.isNaN), "\(text)")
    }
    compared += 1
    #expect(first.lowerBound <= first.upperBound && second.kinks == first.kinks)
  }
  #expect(compared > 150)
}
