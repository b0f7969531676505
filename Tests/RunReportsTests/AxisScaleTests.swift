import RunReports
import Testing

struct AxisScaleTests {
  /// Ends of an axis are products of round numbers with powers of ten.
  private static let tolerance = 1e-9

  @Test(
    arguments: [
      ([0.13, 4.38], false, 0, 5), ([1.62, 4.38], false, 1, 5),
      ([-0.3, 0.2], false, -0.3, 0.2),
      ([0.2, 0.9], true, 0, 1), ([970, 1030], false, 960, 1040), ([5], false, 2, 8),
      ([0, 0], true, 0, 1), ([], false, 0, 1), ([.nan, .infinity, 2, 3], false, 2, 3),
    ] as [([Double], Bool, Double, Double)])
  func `a linear axis ends on round values and holds all`(
    values: [Double], zero: Bool, lower: Double, upper: Double
  ) {
    let scale = AxisScale.linear(fitting: values, zero: zero)
    #expect(abs(scale.lower - lower) < Self.tolerance && abs(scale.upper - upper) < Self.tolerance)
  }

  @Test(
    arguments: [
      ([3e-7, 1], 1e-7, 1), ([0.4, 0.8], 0.2, 1), ([1, 1e11], 1, 1e11), ([0, -1, .nan], 0.1, 10),
      ([1e-300, 1], 1e-15, 1), ([1e300], 5e13, 2e15), ([2, 1e300], 1, 1e15),
    ] as [([Double], Double, Double)])
  func `a logarithmic axis ends on decades, or on 1, 2 and 5 within one`(
    values: [Double], lower: Double, upper: Double
  ) {
    let scale = AxisScale.logarithmic(fitting: values)
    #expect(abs(scale.lower / lower - 1) < Self.tolerance)
    #expect(abs(scale.upper / upper - 1) < Self.tolerance)
  }

  @Test func `positions run from 0 to 1, and what has no logarithm has none`() {
    let scale = AxisScale(.logarithmic, from: 1e-6, to: 1)
    #expect(scale.position(of: 1e-6) == 0)
    #expect(scale.position(of: 1) == 1)
    #expect(scale.position(of: 0) == nil)
    #expect(scale.position(of: -1) == nil)
    #expect(scale.position(of: .infinity) == nil)
    #expect(AxisScale(.linear, from: -1, to: 1).position(of: .nan) == nil)
    #expect(AxisScale(.linear, from: -1, to: 1).position(of: 0) == 0.5)
  }

  @Test func `an axis without length, and a logarithmic one from 0, trap`() async {
    await #expect(processExitsWith: .failure) { _ = AxisScale(.linear, from: 2, to: 2) }
    await #expect(processExitsWith: .failure) { _ = AxisScale(.logarithmic, from: 0, to: 1) }
  }
}
