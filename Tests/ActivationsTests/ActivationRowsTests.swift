import Activations
import Testing

@Test func `the pullback of an element-wise activation multiplies by the record`() {
  let record: [Float] = [0.5, 0, -2]
  var cotangent: [Float] = [4, 5, 6]
  var span = cotangent.mutableSpan
  Activation<Float>.tanh.pullback(record: record.span, cotangent: &span)
  #expect(cotangent == [2, 0, -12])
}

@Test func `a value of another count traps with the counts`() async {
  await #expect(processExitsWith: .failure) {
    var values: [Float] = [0, 0, 0]
    var records: [Float] = [0, 0]
    var valueSpan = values.mutableSpan
    var recordSpan = records.mutableSpan
    Activation<Float>.relu.apply([1, 2].span, value: &valueSpan, record: &recordSpan)
  }
}

@Test func `a cotangent of another count traps`() async {
  await #expect(processExitsWith: .failure) {
    var cotangent: [Double] = [1]
    var span = cotangent.mutableSpan
    Activation<Double>.relu.pullback(record: [1, 2].span, cotangent: &span)
  }
}

@Test func `a parameter that is not accepted traps`() async {
  await #expect(processExitsWith: .failure) { _ = Activation<Float>.softplus(beta: 0) }
  await #expect(processExitsWith: .failure) { _ = Activation<Float>.leakyReLU(slope: .nan) }
}
