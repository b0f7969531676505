import Activations
import LaneMath
import Testing

/// The contract of issue and documentation: units in the last place of the value.
private let valueTolerance = 4.0
/// The contract for the derivative, relative to itself.
private let derivativeTolerance = 1e-5

private let points: [Float] = {
  var points: [Float] = []
  for exponent in UInt32(0)...254 {
    for step in UInt32(0)..<256 {
      let point = Float(bitPattern: (exponent << 23) | (step << 15) | (step &* 2741 & 0x7fff))
      points.append(point)
      points.append(-point)
    }
  }
  return points + (-60_000...60_000).map { Float($0) * 2.1e-4 }
}()

/// Where a value or a derivative crosses 0 without a kink.
private func zeros(of name: String) -> [Double] {
  let zeros = [
    "affine(0.3, 0.7)": -0.7 / 0.3, "affine(2, -1)": 0.5, "silu": -1.2784645427610738,
    "gelu": -0.75179152469356446, "gelu-tanh": -0.75246142207101626, "mish": -1.1924312145144952,
    "hard-swish": -1.5,
  ]
  return zeros[name].map { [$0] } ?? []
}

private func isNormal(_ value: Double) -> Bool {
  value.magnitude >= Double(Float.leastNormalMagnitude)
    && value.magnitude <= Double(Float.greatestFiniteMagnitude)
}

/// The numbers on both sides of each kink and jump, where a value may be the last bits of a
/// difference.
private func neighbours(of places: [Double]) -> [Float] {
  places.flatMap { place in
    let start = Float(place)
    return (-200...200).map { start + Float($0) * start.ulp }
  }
}

@Test(arguments: CatalogueCases.elementwise)
func `Float agrees with Double over the whole range`(_ name: String) throws {
  let reference = try Activation<Double>(named: name)
  let points = points + neighbours(of: reference.breaks + zeros(of: name))
  let found = try Activation<Float>(named: name).evaluate(points)
  let expected = reference.evaluate(points.map(Double.init))
  var worstValue = (error: 0.0, point: Float(0))
  var worstDerivative = (error: 0.0, point: Float(0))
  for (index, point) in points.enumerated() {
    let (value, derivative) = (expected.values[index], expected.records[index])
    if isNormal(value) {
      let units = (Double(found.values[index]) - value).magnitude / Double(Float(value).ulp)
      worstValue = units <= worstValue.error ? worstValue : (units, point)
    }
    if isNormal(derivative) {
      let error = ((Double(found.records[index]) - derivative) / derivative).magnitude
      worstDerivative = error <= worstDerivative.error ? worstDerivative : (error, point)
    }
  }
  #expect(worstValue.error <= valueTolerance, "value at \(worstValue.point)")
  #expect(worstDerivative.error <= derivativeTolerance, "derivative at \(worstDerivative.point)")
}

private func checkExtremes<Scalar: LaneReal>(_ type: Scalar.Type, _ name: String) throws {
  let activation = try Activation<Scalar>(named: name)
  let (values, records) = activation.evaluate([
    -.infinity, .infinity, -.greatestFiniteMagnitude, .greatestFiniteMagnitude, .nan, -0.0,
  ])
  // At an infinity the value is the limit: the one at the greatest magnitude, unless that still
  // grows, or is not 0 yet.
  for (limit, near) in [(0, 2), (1, 3)] {
    let isLimit =
      values[limit] == values[near]
      || (values[limit] == 0 && values[near].magnitude < Scalar.leastNormalMagnitude)
      || (values[limit].isInfinite && values[near].magnitude > 1e30
        && values[limit].sign == values[near].sign)
    #expect(isLimit, "\(name): \(values[limit]) after \(values[near])")
    #expect(records[limit] == records[near], "\(name)")
  }
  #expect(values[4].isNaN && records[4].isNaN, "\(name) at NaN")
  if CatalogueCases.throughZero.contains(name) {
    #expect(values[5] == 0 && values[5].sign == .minus, "\(name) at -0")
  }
}

@Test(arguments: CatalogueCases.elementwise)
func `infinities give limits, NaN stays, and so does the sign of zero`(_ name: String) throws {
  try checkExtremes(Float.self, name)
  try checkExtremes(Double.self, name)
}

@Test(arguments: CatalogueCases.elementwise)
func `the values stay within the stated bounds and come near to them`(_ name: String) throws {
  let activation = try Activation<Double>(named: name)
  let besides = activation.breaks.flatMap { [$0 - 1e-6, $0, $0 + 1e-6] }
  let inputs = (-4_000...4_000).map { Double($0) * 0.005 } + besides + [-1e5, 1e5]
  let values = activation.evaluate(inputs).values
  let least = values.min() ?? .nan
  let greatest = values.max() ?? .nan
  #expect(least >= activation.lowerBound && greatest <= activation.upperBound)
  #expect(activation.lowerBound.isInfinite ? least < -100 : least < activation.lowerBound + 1e-4)
  #expect(
    activation.upperBound.isInfinite ? greatest > 100 : greatest > activation.upperBound - 1e-4)
  let isException = CatalogueCases.neverSaturated.contains { name.hasPrefix($0) }
  #expect(activation.saturates == (activation.isBounded && !isException))
}
