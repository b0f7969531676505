import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Ten updates against PyTorch's own, run in double precision.
struct TrainingFixtureTests {
  /// Ten updates amplify rounding; PyTorch's own Float run stays within 2e-6 of these values.
  static let doubleTolerance = 1e-10
  static let floatTolerance = 1e-5

  @Test func `all twelve fixtures are found`() {
    #expect(TrainingFixture.names.count == 12)
  }

  @Test(arguments: TrainingFixture.names)
  func `ten updates in Double are PyTorch's`(name: String) throws {
    try check(name, Double.self, tolerance: Self.doubleTolerance)
  }

  @Test(arguments: TrainingFixture.names)
  func `ten updates in Float are PyTorch's`(name: String) throws {
    try check(name, Float.self, tolerance: Self.floatTolerance)
  }

  @Test(arguments: [1, 3, 4])
  func `ten updates are PyTorch's for any number of rows per shard`(rows: Int) throws {
    try check(
      "training-gru-2-layers-adam", Double.self, tolerance: Self.doubleTolerance,
      rowsPerShard: rows)
  }

  private func check<Scalar: BLASScalar>(
    _ name: String, _ scalar: Scalar.Type, tolerance: Double, rowsPerShard: Int? = nil
  ) throws {
    let fixture = try TrainingFixture(named: name)
    var trainer = Trainer<Scalar>(
      try fixture.network(), fixture.configuration(rowsPerShard: rowsPerShard),
      source: StreamSource(fixture.sequence, steps: fixture.steps, batchSize: fixture.batch))
    var steps: [TrainingStep] = []
    while let step = try trainer.next() { steps.append(step) }
    #expect(error(steps.map(\.loss), fixture.losses) <= tolerance, "losses")
    #expect(error(steps.map(\.gradientNorm), fixture.gradientNorms) <= tolerance, "norms")
    #expect(
      steps.map(\.isClipped) == fixture.gradientNorms.map { $0 + 1e-6 > fixture.clipNorm })
    let parameters = trainer.network.parameters
    #expect(
      Set(parameters.layout.tensors.map(\.name)) == Set(fixture.finalParameters.keys))
    for (name, tensor) in fixture.finalParameters {
      let found: Matrix<Scalar> = parameters[name]
      #expect(error(found.elements.map { Double($0) }, tensor.values) <= tolerance, "\(name)")
    }
  }

  /// max|a - b| / max|b|, infinite where the counts differ.
  private func error(_ found: [Double], _ expected: [Double]) -> Double {
    guard found.count == expected.count, let scale = expected.map(abs).max() else {
      return .infinity
    }
    let difference = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
    return difference.isNaN ? .infinity : difference / scale
  }
}
