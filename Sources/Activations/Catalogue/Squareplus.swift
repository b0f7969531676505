import LaneMath

/// The smooth relu without an exponential: half of x + sqrt(x^2 + b).
///
/// For negative x it is b / 2 over sqrt(x^2 + b) + |x|, where the sum would cancel.
enum Squareplus: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "squareplus",
    formula: "(x + sqrt(x^2 + b)) / 2",
    parameters: [ActivationParameter("b", defaultValue: 4, mustBePositive: true)],
    source: "Barron 2021, arXiv:2112.11687",
    peers: "Keras squareplus (4)")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    let root = parameters[0].squareRoot()
    let (scale, inverse) = (Scalar(root), Scalar(1 / root))
    return elementwise(parameters, (0, .infinity), row: .squareplus(b: parameters[0])) {
      input, value, record in
      // A closure as large as this would not be inlined into the loop.
      @inline(__always)
      func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
        // With y = x / sqrt(b): the square of a larger y would overflow, and adding 1 changes
        // nothing.
        let whole = (x * inverse).magnitude
        let bounded = whole > 0x1p60 ? 0x1p60 : whole
        let near = (bounded * bounded + 1).squareRoot()
        let hypotenuse = whole > 0x1p60 ? whole : near
        let half = 0.5 * whole + 0.5 * hypotenuse
        let above = whole > 0x1p60 ? x : scale * half
        let share = 0.25 / half
        let isNegative = x < 0
        // Of infinity only the bounded forms leave a quotient.
        let slope =
          (isNegative ? share : 0.5 * bounded + 0.5 * near) / (isNegative ? hypotenuse : near)
        return (isNegative ? scale * share : above, slope)
      }
      mapLanes(input, value: &value, derivative: &record, function)
    }
  }
}
