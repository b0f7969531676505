import Activations
import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Training that goes on after a window diverged.
struct RecoveryTests {
  /// A network of real-valued inputs, and windows of which some hold a NaN.
  private func trainer(
    _ response: DivergenceResponse, updates: Int, bad: @escaping @Sendable (Int) -> Bool
  ) -> Trainer<Double> {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 2, hiddenSize: 4)], outputSize: 2, inputs: .values)
    return Trainer(
      RecurrentNetwork(architecture: architecture, seed: 3),
      TrainingConfiguration(updates: updates, learningRate: 0.01, onDivergence: response),
      source: ValueSource(steps: 6, batchSize: 3) { window, step in
        bad(window) && step == 3 ? .nan : Double(window % 7) - Double(step)
      })
  }

  @Test func `a window is skipped, and a state that is lost starts from zero`() throws {
    var trainer = trainer(.skip, updates: 12) { $0 == 5 }
    var steps: [TrainingStep] = []
    var weights: [ParameterBlock<Double>] = [trainer.network.parameters]
    while let step = try trainer.next() {
      steps.append(step)
      weights.append(trainer.network.parameters)
    }
    #expect(steps.map(\.number) == Array(1...12))
    #expect(steps.filter { $0.recovery != nil }.map(\.number) == [5])
    #expect(weights[5] == weights[4])
    #expect(weights[6] != weights[5])
    let recovery = try #require(steps[4].recovery)
    #expect(recovery.isStateReset)
    #expect(recovery.resumedUpdate == 4)
    #expect(recovery.learningRate == 0.01)
    #expect(recovery.report.cause == .input)
    #expect(trainer.optimizerUpdates == 11)
    #expect(weights[12].elements.allSatisfy { $0.isFinite })
  }

  @Test func `an update that breaks the weights is taken back`() throws {
    // The infinite learning rate of the first update alone would break them: 1e308 * 10 overflows.
    let network = RecurrentNetwork(
      cells: [ElmanCell<Double>(inputSize: 2, hiddenSize: 3)], outputSize: 2)
    var trainer = Trainer(
      network,
      TrainingConfiguration(
        updates: 3, optimizer: .sgd, learningRate: 1.7e308, clipping: .none,
        onDivergence: .skip),
      source: StreamSource<Double>(count: 400, classCount: 2, steps: 20, batchSize: 3))
    var skipped = 0
    while let step = try trainer.next() {
      guard let recovery = step.recovery else { continue }
      skipped += 1
      guard case .update = recovery.report.origin else { continue }
      #expect(trainer.network.parameters.elements.allSatisfy { $0.isFinite })
    }
    #expect(skipped > 0)
    #expect(trainer.network.parameters.elements.allSatisfy { $0.isFinite })
  }

  @Test func `nothing but bad windows stops after twenty`() throws {
    var trainer = trainer(.skip, updates: 100) { $0 > 3 }
    let error = #expect(throws: TrainingError.self) { while try trainer.next() != nil {} }
    guard case .diverged(let report) = try #require(error) else { return }
    // 3 good ones, 20 skipped.
    #expect(report.update == 24)
  }

  @Test func `a history names its updates, also after windows that were skipped`() throws {
    var trainer = trainer(.skip, updates: 100) { $0 == 4 || $0 == 6 || $0 > 8 }
    let error = #expect(throws: TrainingError.self) { while try trainer.next() != nil {} }
    guard case .diverged(let report) = try #require(error) else { return }
    #expect(report.history.lastNumbers == [1, 2, 3, 5, 7, 8])
    #expect(report.surrender == "20 windows in a row were skipped before it")
  }

  @Test func `a rollback forgets the updates that it takes back`() throws {
    var trainer = trainer(.rollback, updates: 100) { $0 == 62 || $0 == 64 }
    var last: DivergenceReport?
    while let step = try trainer.next() { last = step.recovery?.report ?? last }
    // After window 62 the run was taken back to update 50, and window 63 was an update again.
    #expect(last?.update == 64)
    #expect(last?.history.lastNumbers == [46, 47, 48, 49, 50, 63])
  }

  @Test func `a rollback returns to the last state that proved good`() throws {
    // States are remembered after updates 50 and 100; that of 100 is too young at window 106.
    var trainer = trainer(.rollback, updates: 140) { $0 == 106 || $0 == 130 }
    var remembered: [ParameterBlock<Double>] = []
    var recoveries: [TrainingRecovery] = []
    var after: [ParameterBlock<Double>] = []
    while let step = try trainer.next() {
      if step.number == 50 { remembered.append(trainer.network.parameters) }
      guard let recovery = step.recovery else { continue }
      recoveries.append(recovery)
      after.append(trainer.network.parameters)
    }
    #expect(recoveries.map(\.resumedUpdate) == [50, 50])
    #expect(after == [remembered[0], remembered[0]])
    #expect(recoveries.map(\.learningRate) == [0.005, 0.0025])
    #expect(recoveries.map(\.previousLearningRate) == [0.01, 0.005])
    #expect(trainer.learningRate == 0.0025)
    // 50 at the return of window 130, and the windows 131 to 140.
    #expect(trainer.optimizerUpdates == 60)
  }

  @Test(arguments: [(15, 0), (21, 10), (31, 20), (32, 20), (45, 30), (52, 40), (61, 40), (62, 50)])
  func `in the first fifty updates a state is remembered every ten`(
    bad: Int, resumed: Int
  ) throws {
    var trainer = trainer(.rollback, updates: bad) { $0 == bad }
    var last: TrainingRecovery?
    while let step = try trainer.next() { last = step.recovery ?? last }
    #expect(last?.resumedUpdate == resumed)
  }

  @Test func `after five returns it stops`() throws {
    var trainer = trainer(.rollback, updates: 100) { $0.isMultiple(of: 3) }
    var returns = 0
    let error = #expect(throws: TrainingError.self) {
      while let step = try trainer.next() { if step.recovery != nil { returns += 1 } }
    }
    #expect(returns == 5)
    guard case .diverged(let report) = try #require(error) else { return }
    #expect(report.returns == 5)
    #expect(report.surrender == "the run was taken back 5 times before")
    #expect(report.update == 18)
    #expect(trainer.network.parameters.elements.allSatisfy { $0.isFinite })
  }

  @Test(arguments: DivergenceResponse.allCases)
  func `a run that never diverges is the same bits, whatever the response`(
    response: DivergenceResponse
  ) throws {
    func bits(_ response: DivergenceResponse) throws -> [UInt64] {
      var trainer = trainer(response, updates: 120) { _ in false }
      while try trainer.next() != nil {}
      return trainer.network.parameters.elements.map(\.bitPattern)
    }
    #expect(try bits(response) == bits(.stop))
  }
}
