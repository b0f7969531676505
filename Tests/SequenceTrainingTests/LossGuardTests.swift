import Activations
import BLASMatrices
import Foundation
import Recurrent
import SequenceTraining
import Testing

/// Windows whose loss is finite and passes the guard: on a net of bounded states too, the report
/// says what happened.
struct LossGuardTests {
  private func source<Scalar>(_ classes: Int = 2, steps: Int = 8) -> StreamSource<Scalar> {
    StreamSource(count: 2_000, classCount: classes, steps: steps, batchSize: 3)
  }

  private func tanh(classes: Int = 2) -> RecurrentNetwork<Double> {
    RecurrentNetwork(
      cells: [ElmanCell(inputSize: classes, hiddenSize: 8)], outputSize: classes)
  }

  @Test(arguments: DivergenceResponse.allCases)
  func `a guard below ln V has no room for an untrained net, and no response helps`(
    response: DivergenceResponse
  ) throws {
    let report = try divergence(
      of: tanh(classes: 12),
      TrainingConfiguration(updates: 30, lossGuard: 0.5, onDivergence: response), source: source(12)
    )
    #expect(report.update == 1)
    #expect(report.origin == .guardPassed(limit: 0.5))
    #expect(report.cause == .guardBelowStart(blind: log(12)))
    #expect(report.cause.clause.contains("guessing blindly costs ln V = 2.48 nats"))
    #expect(report.remedies == ["a --guard above 3.48"])
    #expect((report.surrender == nil) == (response == .stop))
  }

  @Test func `a guard that the ordinary scatter of the loss passes`() throws {
    // Without a guard first: where does the loss pass all losses before it for the first time,
    // after six updates? There the guard is put.
    var trainer = Trainer(
      tanh(), TrainingConfiguration(updates: 200, learningRate: 1e-4), source: source())
    var losses: [Double] = []
    while let step = try trainer.next() { losses.append(step.loss) }
    let index = try #require(
      losses.indices.dropFirst(6).first { losses[$0] > losses[..<$0].max() ?? 0 })
    let highest = try #require(losses[..<index].max())
    let report = try divergence(
      of: tanh(),
      TrainingConfiguration(
        updates: 200, learningRate: 1e-4, lossGuard: (highest + losses[index]) / 2),
      source: source())
    #expect(report.update == index + 1)
    let last = losses[..<index].suffix(TrainingHistory.capacity)
    #expect(
      report.cause
        == .tightGuard(
          lowest: try #require(last.min()), highest: try #require(last.max()), updates: last.count))
    #expect(report.remedies[0] == "a higher --guard")
  }

  @Test func `a learning rate that makes the weights of a tanh net large`() throws {
    let report = try divergence(
      of: tanh(),
      TrainingConfiguration(updates: 200, optimizer: .sgd, learningRate: 30, lossGuard: 5),
      source: source())
    guard case .largeUpdates(let from, let to, _) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(to > 2 * from)
    #expect(report.remedies == ["a smaller learning rate, such as --learning-rate 0.1"])
  }

  @Test func `a loss that rises while states and weights of a tanh net stay as they were`() throws {
    // The classes alternate until the net knows it, and then repeat.
    let symbols = (0..<1_201).map { Int32($0 < 900 ? $0 % 2 : 0) }
    let report = try divergence(
      of: tanh(),
      TrainingConfiguration(updates: 200, learningRate: 0.01, lossGuard: 1.5),
      source: StreamSource(symbols, steps: 6, batchSize: 1))
    #expect(report.update > 150 && report.update < 156)
    guard case .lossRise(let from, let updates, rate: 0.01) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(from < 0.3 && from == report.history.lastLosses.min())
    #expect(updates < 6)
  }

  @Test func `a readout as drawn that is far too large`() throws {
    var network = tanh()
    network.parameters["readout.weight"] = Matrix(
      rowCount: 2, columnCount: 8, elements: (0..<16).map { $0 < 8 ? 300 : -300 })
    let report = try divergence(
      of: network, TrainingConfiguration(updates: 3, lossGuard: 20), source: source())
    guard case .readout(let hidden, weight: 300) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    // |h| of 8 units of tanh.
    #expect(hidden < 8.0.squareRoot())
  }

  @Test func `a state that grows within the first window`() throws {
    let report = try divergence(
      of: LinearModel.network(
        Float.self, hidden: .relu, recurrent: .identity(3, scale: 2), bias: 1),
      TrainingConfiguration(updates: 3, lossGuard: 100), source: source(steps: 12))
    #expect(report.origin == .guardPassed(limit: 100))
    #expect(report.loss > 100 && report.loss.isFinite)
    guard case .stateGrowth(layer: 0, let factor) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(factor > 2 && factor < 3)
  }

  @Test func `a state that grows from window to window`() throws {
    // h is 1 more with each of the 4 steps of a window, and reaches 100 when nothing else has
    // moved.
    let report = try divergence(
      of: LinearModel.network(
        Double.self, hidden: .relu, recurrent: .identity(1, scale: 1), bias: 1),
      TrainingConfiguration(
        updates: 100, optimizer: .sgd, learningRate: 1e-9, clipping: .norm(1), lossGuard: 50),
      source: StreamSource(
        (0..<2_000).map { Int32($0 / 2 % 2) }, steps: 4, batchSize: 1))
    guard case .stateRise(layer: 0, let from, let to, let updates) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(to > 10 * from)
    #expect(updates <= TrainingHistory.capacity)
  }
}
