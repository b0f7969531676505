import Recurrent
import SequenceTraining
import Testing

/// A run that is continued makes the same bits as one that was never interrupted.
struct TrainerSnapshotTests {
  private static let optimizers: [Optimizer] = [.adam, .momentum, .sgd, .rmsprop]

  private func source() -> StreamSource<Float> {
    StreamSource(count: 700, classCount: 9, steps: 6, batchSize: 10)
  }

  private func configuration(_ optimizer: Optimizer, updates: Int) -> TrainingConfiguration {
    TrainingConfiguration(
      updates: updates, optimizer: optimizer, learningRate: 0.01, rowsPerShard: 4, threads: 2)
  }

  /// Trains 23 updates; with `interruption` the run ends there and another goes on.
  private func train(
    _ form: CellForm, _ optimizer: Optimizer, interruption: Int?
  ) throws -> (bits: [UInt32], losses: [Double]) {
    let network: RecurrentNetwork<Float> = form.network(classCount: 9, hiddenSizes: [8, 5])
    var losses: [Double] = []
    var trainer = Trainer(
      network, configuration(optimizer, updates: interruption ?? 23), source: source())
    while let step = try trainer.next() { losses.append(step.loss) }
    guard let interruption else {
      return (trainer.network.parameters.elements.map(\.bitPattern), losses)
    }
    var rest = source()
    let window = WindowBuffer(network.architecture, steps: rest.steps, batchSize: rest.batchSize)
    for _ in 0..<interruption { _ = rest.fill(window) }
    var resumed = Trainer(
      resuming: trainer.snapshot, architecture: network.architecture,
      configuration(optimizer, updates: 23), source: rest)
    while let step = try resumed.next() { losses.append(step.loss) }
    #expect(resumed.epoch == 3)
    return (resumed.network.parameters.elements.map(\.bitPattern), losses)
  }

  @Test(arguments: CellForm.allCases, optimizers)
  func `an interrupted run makes the bits of an uninterrupted one`(
    form: CellForm, optimizer: Optimizer
  ) throws {
    let whole = try train(form, optimizer, interruption: nil)
    // In the middle of a pass, and at its end.
    for interruption in [7, 11] {
      let parts = try train(form, optimizer, interruption: interruption)
      #expect(parts.bits == whole.bits)
      #expect(parts.losses == whole.losses)
    }
  }
}
