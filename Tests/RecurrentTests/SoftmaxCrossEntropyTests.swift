import BLASMatrices
import RealModule
import Recurrent
import Testing

@Suite struct SoftmaxCrossEntropyTests {
  @Test(arguments: Precision.allCases, [1, 2, 7, 8, 65, 200])
  func `loss and gradient equal the formula in Double`(precision: Precision, classes: Int) {
    for scale in [1.0, 30, 1000] { check(precision.scalar, classes, scale: scale) }
  }

  @Test func `equal logits cost the logarithm of their number`() {
    var logits = [Float](repeating: 3, count: 65)
    var span = logits.mutableSpan
    let loss = SoftmaxCrossEntropy.lossAndGradient(&span, target: 64)
    #expect(abs(loss - Double.log(65)) < 1e-6)
    #expect(abs(logits[64] - (1.0 / 65 - 1)) < 1e-6)
    #expect(abs(logits[0] - 1.0 / 65) < 1e-7)
  }

  @Test func `huge logits do not overflow, and the loss is their distance`() {
    var logits: [Float] = [3e38, -3e38, 0]
    var span = logits.mutableSpan
    let loss = SoftmaxCrossEntropy.lossAndGradient(&span, target: 1)
    #expect(loss == 2 * Double(Float(3e38)))
    #expect(logits == [1, -1, 0])
  }

  @Test func `a logit that is not a number makes the loss not a number`() {
    for place in 0..<10 {
      var logits = [Float](repeating: 0, count: 10)
      logits[place] = .nan
      var span = logits.mutableSpan
      #expect(SoftmaxCrossEntropy.loss(&span, target: 3).isNaN)
    }
  }

  private func check<Scalar: BLASScalar>(_ scalar: Scalar.Type, _ classes: Int, scale: Double) {
    var random = KeyedRandom(seed: 1, purpose: "logits", index: UInt64(classes))
    let logits = (0..<classes).map { _ in Scalar((2 * random.nextUniform() - 1) * scale) }
    let target = classes / 2
    let largest = logits.map { Double($0) }.max() ?? 0
    let powers = logits.map { Double.exp(Double($0) - largest) }
    let sum = powers.reduce(0, +)
    let expected = Double.log(sum) + largest - Double(logits[target])
    var gradient = powers.map { $0 / sum }
    gradient[target] -= 1

    var values = logits
    var span = values.mutableSpan
    let loss = SoftmaxCrossEntropy.lossAndGradient(&span, target: target)
    let tolerance = scalar.tolerance(float: 2e-6, double: 1e-14)
    #expect(abs(loss - expected) <= tolerance * max(1, scale))
    for (found, right) in zip(values, gradient) { #expect(abs(Double(found) - right) <= tolerance) }

    var again = logits
    var other = again.mutableSpan
    #expect(SoftmaxCrossEntropy.loss(&other, target: target) == loss)
  }
}
