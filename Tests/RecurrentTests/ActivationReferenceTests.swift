import Activations
import BLASMatrices
import Testing

/// The catalogue against torch; see `Tests/Reference/activation_reference.py`.
@Suite struct ActivationReferenceTests {
  /// Both compute in Double; relative above 1, absolute below, because gelu cancels far below 0.
  static let tolerance = 1e-10
  /// Torch's softplus is x above 20, ln(1 + exp(-20)) = 2.06e-9 from the truth and as far in slope.
  static let softplusTolerance = 2.1e-9
  /// Torch's hard-sigmoid has the slope 1.0f / 6.0f in Double too, 5e-9 from 1/6.
  static let hardSigmoidTolerance = 5e-9
  /// Values and derivatives of our own Float functions, relative to 1 + |expected|.
  static let floatTolerance = 1e-6

  @Test func `every activation of the catalogue has reference values`() throws {
    let reference: ActivationReference = try ReferenceFile.read("activations")
    let names = reference.elementWise.map(\.name) + reference.rowWise.map(\.name)
    let catalogue = Activation<Double>.catalogue
    #expect(Set(names.filter { !$0.contains("(") }) == Set(catalogue.map(\.name)))
    #expect(
      catalogue.filter { !$0.isElementwise }.map(\.name) == reference.rowWise.map(\.name))
  }

  @Test func `value and derivative are torch's`() throws {
    let reference: ActivationReference = try ReferenceFile.read("activations")
    for expected in reference.elementWise {
      try compare(expected, with: expected.name, at: reference.points)
    }
  }

  private func compare(
    _ expected: ActivationReference.Elementwise, with name: String, at points: [Double]
  ) throws {
    let (values, derivatives) = try activation(name, Double.self).evaluate(points)
    let floats = try activation(name, Float.self).evaluate(points.map { Float($0) })
    for (index, point) in points.enumerated() {
      let scale = max(1, abs(expected.values[index]))
      let tolerance =
        name == "softplus" && point > 20 ? Self.softplusTolerance : Self.tolerance * scale
      let slopeTolerance = name == "hard-sigmoid" ? Self.hardSigmoidTolerance : tolerance
      #expect(
        abs(values[index] - expected.values[index]) <= tolerance, "\(name): value at \(point)")
      #expect(
        abs(derivatives[index] - expected.derivatives[index]) <= slopeTolerance,
        "\(name): derivative at \(point)")
      guard Double(Float(point)) == point else { continue }
      for (found, double) in [
        (floats.values[index], values[index]), (floats.records[index], derivatives[index]),
      ] {
        #expect(
          abs(Double(found) - double) <= Self.floatTolerance * (1 + abs(double)),
          "\(name): Float at \(point)")
      }
    }
  }

  /// Ours are torch's at every kink: relu 0, leaky-relu its slope, the clipped ones 0, elu and
  /// softsign 1, where their two sides meet.
  @Test func `the derivative at a kink or a jump is torch's`() throws {
    let reference: ActivationReference = try ReferenceFile.read("activations")
    var seen = 0
    for expected in reference.elementWise {
      let activation: Activation<Double> = try activation(expected.name)
      #expect(Set(activation.breaks).isSubset(of: expected.kinks.map(\.at)), "\(expected.name)")
      let (_, derivatives) = activation.evaluate(expected.kinks.map(\.at))
      let tolerance = expected.name == "softplus" ? Self.softplusTolerance : 1e-15
      for (kink, derivative) in zip(expected.kinks, derivatives) {
        #expect(abs(derivative - kink.derivative) <= tolerance, "\(expected.name) at \(kink.at)")
        seen += 1
      }
    }
    #expect(seen > 30)
  }

  @Test(arguments: Precision.allCases)
  func `softmax and its pullback are torch's`(precision: Precision) throws {
    let reference: ActivationReference = try ReferenceFile.read("activations")
    let softmax = try #require(reference.rowWise.first)
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let tolerance = scalar.tolerance(float: Self.floatTolerance, double: Self.tolerance)
      let width = softmax.shape[1]
      for row in 0..<softmax.shape[0] {
        let range = row * width..<(row + 1) * width
        let activation = Activation<Scalar>.softmax
        let (values, records) = activation.evaluate(softmax.inputs[range].map { Scalar($0) })
        #expect(normwiseError(values, Array(softmax.values[range])) <= tolerance)
        var cotangent = softmax.cotangent[range].map { Scalar($0) }
        var span = cotangent.mutableSpan
        activation.pullback(record: records.span, cotangent: &span)
        #expect(normwiseError(cotangent, Array(softmax.inputCotangent[range])) <= tolerance)
      }
    }
    check(precision.scalar)
  }
}
