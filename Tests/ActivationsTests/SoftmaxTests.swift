import Activations
import LaneMath
import Testing

/// A row of `count` numbers in [-scale, scale], always the same.
private func row<Scalar: LaneReal>(_ count: Int, scale: Scalar, seed: UInt64 = 1) -> [Scalar] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return scale * (Scalar(state >> 40) / 8_388_608 - 1)
  }
}

@Test(arguments: [1, 2, 3, 5, 63, 64, 65, 128, 1000])
func `the values are shares of one and the record is the value`(_ count: Int) {
  let input: [Double] = row(count, scale: 3)
  let (values, records) = Activation<Double>.softmax.evaluate(input)
  #expect((values.reduce(0, +) - 1).magnitude < 1e-14)
  #expect(values == records)
  let total = input.map { Double.laneExp($0) }.reduce(0, +)
  for (value, x) in zip(values, input) {
    #expect((value * total / Double.laneExp(x) - 1).magnitude < 1e-13)
  }
}

@Test(arguments: [(8, Float(1)), (128, 3), (128, 40), (512, 40), (1024, 10)])
func `Float shares are within four units of Double's`(_ count: Int, _ scale: Float) {
  for seed in UInt64(1)...50 {
    let input: [Float] = row(count, scale: scale, seed: seed)
    let found = Activation<Float>.softmax.evaluate(input).values
    let expected = Activation<Double>.softmax.evaluate(input.map(Double.init)).values
    for (value, truth) in zip(found, expected) where truth >= Double(Float.leastNormalMagnitude) {
      #expect((Double(value) - truth).magnitude <= 4 * Double(Float(truth).ulp))
    }
  }
}

@Test(arguments: [2, 5, 64, 70])
func `the pullback is that of finite differences`(_ count: Int) {
  let softmax = Activation<Double>.softmax
  let input: [Double] = row(count, scale: 2)
  let weights: [Double] = row(count, scale: 1, seed: 9)
  func loss(_ input: [Double]) -> Double {
    zip(softmax.evaluate(input).values, weights).map { $0 * $1 }.reduce(0, +)
  }
  let records = softmax.evaluate(input).records
  var cotangent = weights
  var span = cotangent.mutableSpan
  softmax.pullback(record: records.span, cotangent: &span)
  let step = 1e-5
  for index in input.indices {
    var (after, before) = (input, input)
    after[index] += step
    before[index] -= step
    let difference = (loss(after) - loss(before)) / (2 * step)
    #expect((cotangent[index] - difference).magnitude < 1e-9)
  }
}

@Test func `softmax is row-wise and neither shifts nor overflows`() {
  let softmax = Activation<Float>.softmax
  #expect(!softmax.isElementwise && softmax.isBounded && !softmax.saturates)
  #expect(softmax.evaluate([1000, 1000]).values == [0.5, 0.5])
  #expect(softmax.evaluate([-1000, 0, -.infinity]).values == [0, 1, 0])
  #expect(softmax.evaluate([3e38, -3e38]).values == [1, 0])
  #expect(softmax.evaluate([0, .nan, 1]).values.filter(\.isNaN).count == 3)
  #expect(softmax.evaluate([]).values.isEmpty)
}
