import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// Rows whose last loss has no gradient, and the random directions beside them.
struct ExcludedRowsTests {
  /// Token 1 pushes the only unit to `push`, so that the logits differ by that much.
  private func saturated<Scalar: BLASScalar>(push: Scalar) -> FlowModel<Scalar> {
    var model = FlowModel<Scalar>(recurrent: .identity(1, scale: 0.5), direction: [1])
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [0, push])
    return model
  }

  @Test func `a saturated softmax leaves its rows out and counts them`() {
    var model = saturated(push: 1_000.0)
    // Rows 1 and 3 end with logits (0, 1000) and class 1: their gradient is exactly zero.
    model.run(
      steps: 8, rows: [2, 3], token: { row, step in step == 7 && row % 2 == 1 ? 1 : 0 },
      target: { row, _ in row % 2 })
    let profile = model.profile()
    #expect(profile.rows == 3)
    #expect(profile.rowsWithoutGradient == 2)
    #expect(distance(profile.logByLayer[0], (0..<8).map { Double($0) * log(0.5) }) < 1e-12)
  }

  @Test func `the same logits with the other class have a gradient`() {
    var model = saturated(push: 1_000.0)
    model.run(steps: 8, rows: [5], token: { _, step in step == 7 ? 1 : 0 })
    #expect(model.profile().rows == 5)
  }

  @Test func `where no row has a gradient the loss's profile is empty`() throws {
    var model = saturated(push: 1_000.0)
    model.run(
      steps: 8, rows: [2, 2], token: { _, step in step == 7 ? 1 : 0 }, target: { _, _ in 1 })
    let profile = model.profile()
    #expect(profile.rows == 0)
    #expect(profile.rowsWithoutGradient == 4)
    #expect(profile.logByLayer == [[]])
    #expect(profile.quartiles.isEmpty)
    #expect(profile.gradientByLag.isEmpty)
    #expect(profile.decayRate == nil)
    #expect(profile.eFoldLag == nil)
    let random = model.profile(.randomDirection)
    #expect(random.source == .randomDirection)
    #expect(random.rows == 4)
    #expect(random.rowsWithoutGradient == 0)
    #expect(distance(random.logByLayer[0], (0..<8).map { Double($0) * log(0.5) }) < 1e-12)
    let recorder = FlowRecorder<Double>()
    let measurement = try #require(model.observe(recorder, number: 1))
    #expect(measurement.readableProfile == measurement.randomProfile)
    #expect(measurement.readableProfile.rows == 4)
  }

  @Test(arguments: [Float(60), 80, 86, 88, 92, 96, 99])
  func `a gradient too small for its reciprocal is still measured`(push: Float) {
    // p_0 = exp(-push), times weights of about 1: below 2.9e-39 the reciprocal is no Float.
    var model = saturated(push: push)
    model.network.parameters["readout.weight"] = Matrix(
      rowCount: 2, columnCount: 1, elements: [-0.5, 0.5])
    model.run(
      steps: 8, rows: [1], token: { _, step in step == 7 ? 1 : 0 }, target: { _, _ in 1 })
    let profile = model.profile()
    #expect(profile.rows == 1)
    guard profile.rows == 1 else { return }
    // A number that is nearly zero has few digits left.
    #expect(distance(profile.logByLayer[0], (0..<8).map { Double($0) * log(0.5) }) < 1e-3)
  }

  @Test func `random directions are keyed by their seed`() {
    var model = FlowModel(
      recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [0.5, 0.3, -0.4, 1.2]),
      direction: [1, 1])
    model.run(steps: 12, rows: [3, 2])
    let first = model.profile(.randomDirection, seed: 1)
    #expect(model.profile(.randomDirection, seed: 1) == first)
    #expect(model.profile(.randomDirection, seed: 2) != first)
    // Each row has a direction of its own.
    #expect(first.quartiles[11].lowerBound < first.quartiles[11].upperBound)
    #expect(first.logByLayer[0][0] == 0)
  }

  @Test func `random directions average the squared singular values`() {
    // E|v W|^2 of a unit v in two dimensions: half the sum of the squares, here (9 + 1) / 2.
    var model = FlowModel(
      recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [3.0, 0, 0, 1]), direction: [1, 1])
    var sum = 0.0
    model.run(steps: 2, rows: [1])
    for seed in 0..<4_000 {
      sum += exp(2 * model.profile(.randomDirection, seed: UInt64(seed)).logByLayer[0][1])
    }
    // The standard error is 4 / sqrt(2 * 4000) = .045.
    #expect(abs(sum / 4_000 - 5) < 0.2)
  }

  @Test func `a forward pass that is not finite has no rows`() {
    // Two units grow beyond Float; the third takes their difference, infinity less infinity.
    var model = FlowModel<Float>(
      recurrent: Matrix(
        rowCount: 3, columnCount: 3, elements: [1e20, 1e20, 0, 1e20, 1e20, 0, 1e20, -1e20, 0]),
      direction: [1, 1, 1], hidden: .relu)
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 3, columnCount: 2, repeating: 1)
    model.run(steps: 9, rows: [3, 4])
    for source in [LagProfile.Source.loss, .randomDirection] {
      let profile = model.profile(source)
      #expect(profile.rows == 0)
      #expect(profile.rowsWithoutGradient == 7)
    }
  }
}
