import Activations
import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Divergences that no other window can mend, because it is the weights that are broken.
struct BrokenWeightsTests {
  /// Windows of tokens; a pass is `windows` of them, so that every `windows` the state starts at
  /// zero.
  private func source<Scalar>(steps: Int, windows: Int = 50) -> StreamSource<Scalar> {
    StreamSource(count: 3 * steps * windows + 1, classCount: 2, steps: steps, batchSize: 3)
  }

  /// ReLU units whose state grows `scale`-fold a step.
  private func growing(_ scale: Float) -> RecurrentNetwork<Float> {
    LinearModel.network(
      Float.self, hidden: .relu, recurrent: .identity(3, scale: scale), bias: 1)
  }

  @Test(arguments: [DivergenceResponse.skip, .rollback])
  func `weights that diverge as drawn stop the run at once`(response: DivergenceResponse) throws {
    let report = try divergence(
      of: growing(100), TrainingConfiguration(updates: 50, onDivergence: response),
      source: source(steps: 30))
    #expect(report.update == 1)
    #expect(report.surrender == "there are no earlier weights to go on from")
    #expect(
      report.sentence.contains("-fold a step; there are no earlier weights to go on from; try "))
  }

  @Test(arguments: [DivergenceResponse.skip, .rollback])
  func `weights that are not finite stop the run at once`(response: DivergenceResponse) throws {
    var network = growing(0.5)
    network.parameters["rnn.bias_hh_l0"] = Matrix(rowCount: 1, columnCount: 3, repeating: .nan)
    let report = try divergence(
      of: network, TrainingConfiguration(updates: 50, onDivergence: response),
      source: source(steps: 30))
    #expect(report.update == 1)
    #expect(report.surrender == "no earlier weights are finite")
  }

  @Test func `an update whose weights make the next windows diverge is taken back`() throws {
    // Huge steps make weights that are finite, and states that are not.
    let network = RecurrentNetwork(
      cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 8, hidden: .relu)], outputSize: 2)
    var trainer = Trainer(
      network,
      TrainingConfiguration(
        updates: 60, optimizer: .sgd, learningRate: 1e6, clipping: .none, onDivergence: .skip),
      source: source(steps: 20))
    var undone: [TrainingRecovery] = []
    var weights: [ParameterBlock<Float>] = [network.parameters]
    let error = #expect(throws: TrainingError.self) {
      while let step = try trainer.next() {
        if let recovery = step.recovery, recovery.isUpdateUndone {
          undone.append(recovery)
          #expect(recovery.isStateReset)
          #expect(trainer.network.parameters == weights[recovery.resumedUpdate])
        }
        weights.append(trainer.network.parameters)
      }
    }
    guard case .diverged(let report) = try #require(error) else { return }
    #expect(undone.count == 5)
    #expect(report.surrender == "5 updates soon after each other were taken back before it")
    #expect(trainer.network.parameters.elements.allSatisfy { $0.isFinite })
  }

  @Test func `a learning rate too large by far uses up five returns, each with half of it`() throws
  {
    let network = RecurrentNetwork(
      cells: [ElmanCell<Float>(inputSize: 2, hiddenSize: 8, hidden: .relu)], outputSize: 2)
    var trainer = Trainer(
      network,
      TrainingConfiguration(
        updates: 400, optimizer: .sgd, learningRate: 1e6, clipping: .none,
        onDivergence: .rollback),
      source: source(steps: 20))
    var rates: [Double] = []
    let error = #expect(throws: TrainingError.self) {
      while let step = try trainer.next() {
        if let recovery = step.recovery { rates.append(recovery.learningRate) }
      }
    }
    guard case .diverged(let report) = try #require(error) else { return }
    #expect(rates == [1, 2, 3, 4, 5].map { 1e6 / Double(1 << $0) })
    #expect(report.returns == 5)
    #expect(report.surrender == "the run was taken back 5 times before")
    #expect(trainer.network.parameters.elements.allSatisfy { $0.isFinite })
  }

  @Test(arguments: DivergenceResponse.allCases)
  func `a held-out window that diverges gets the same report and the same response`(
    response: DivergenceResponse
  ) throws {
    // Training windows of 4 steps start from zero each; held-out text carries the state on.
    let network = growing(4)
    var trainer = Trainer(
      network, TrainingConfiguration(updates: 9, learningRate: 1e-4, onDivergence: response),
      source: source(steps: 4, windows: 1))
    let evaluator = Evaluator(network, steps: 4, batchSize: 3)
    #expect(try trainer.next()?.loss.isFinite == true)
    let loss = evaluator.loss(of: trainer.network.parameters, on: source(steps: 4))
    #expect(!loss.mean.isFinite)
    // 4^t / 3 passes 3.4e38 at t = 65, the first step of the 17th window, which ends the pass.
    #expect(loss.count == 17 * 4 * 3)
    let updated = trainer.network.parameters
    guard response != .stop else {
      let error = #expect(throws: TrainingError.self) {
        try trainer.reject(heldOut: evaluator, loss: loss.mean)
      }
      guard case .diverged(let report) = try #require(error) else { return }
      check(report)
      #expect(trainer.network.parameters == updated)
      return
    }
    let recovery = try trainer.reject(heldOut: evaluator, loss: loss.mean)
    check(recovery.report)
    #expect(trainer.network.parameters == network.parameters)
    #expect(trainer.optimizerUpdates == 0 && trainer.updates == 1)
    #expect(recovery.resumedUpdate == 0)
    #expect(recovery.isUpdateUndone == (response == .skip))
    #expect(trainer.learningRate == (response == .skip ? 1e-4 : 5e-5))
    // Training goes on.
    #expect(try trainer.next()?.number == 2)
  }

  private func check(_ report: DivergenceReport) {
    #expect(report.isHeldOut && report.update == 1)
    #expect(report.origin == .state(layer: 0, step: 1))
    #expect(report.finding.hasSuffix(" at step 1 of 4 of a held-out window"))
    guard case .carriedState(layer: 0, let norm) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(norm > 1e38 && norm.isFinite)
    #expect(report.cotangentNorms.isEmpty)
  }
}
