import LaneMath
import Testing

@Test(arguments: [0, 1, 3, 4, 5, 31, 128])
func `every element of a row is written, whatever its count`(_ count: Int) {
  let input = (0..<count).map { Float($0) }
  var values = [Float](repeating: .nan, count: count)
  var derivatives = values
  var valueSpan = values.mutableSpan
  var derivativeSpan = derivatives.mutableSpan
  mapLanes(input.span, value: &valueSpan, derivative: &derivativeSpan) { x in (x + 1, 2 * x) }
  #expect(values == input.map { $0 + 1 })
  #expect(derivatives == input.map { 2 * $0 })
}

@Test func `a lane has the same bits wherever it stands in a row`() {
  // The vectorised body and the remainder of the loop must not differ.
  let input = (0..<131).map { Float($0) * 0.37 - 20 }
  for offset in 0..<4 {
    let part = Array(input[offset...])
    var values = [Float](repeating: 0, count: part.count)
    var derivatives = values
    var valueSpan = values.mutableSpan
    var derivativeSpan = derivatives.mutableSpan
    mapLanes(
      part.span, value: &valueSpan, derivative: &derivativeSpan, Float.laneTanhWithDerivative)
    #expect(values == part.map { Float.laneTanhWithDerivative($0).value })
    #expect(derivatives == part.map { Float.laneTanhWithDerivative($0).derivative })
  }
}
