import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

struct TrainerTests {
  @Test(arguments: CellForm.allCases)
  func `ten characters are learnt by heart`(form: CellForm) throws {
    // Every b follows an a, but what follows the a needs the letter before it.
    let text = "abracadabr"
    let letters = Array(Set(text)).sorted()
    let symbols = text.compactMap { letter in letters.firstIndex(of: letter).map { Int32($0) } }
    var trainer = Trainer<Float>(
      form.network(classCount: letters.count, hiddenSizes: [16]),
      TrainingConfiguration(updates: 400, learningRate: 0.01),
      source: StreamSource(symbols, steps: 9, batchSize: 1))
    var last: TrainingStep?
    while let step = try trainer.next() { last = step }
    #expect(try #require(last).loss < 0.05)
    #expect(last?.number == 400)
    #expect(last?.epoch == 400)
  }

  @Test func `training ends after the last update`() throws {
    var trainer = Trainer<Float>(
      CellForm.tanh.network(classCount: 4, hiddenSizes: [5]),
      TrainingConfiguration(updates: 2, learningRate: 0.5),
      source: StreamSource(count: 100, classCount: 4, steps: 5, batchSize: 3))
    let steps = [try trainer.next(), try trainer.next()].compactMap { $0 }
    #expect(steps.map(\.number) == [1, 2])
    #expect(steps.map(\.learningRate) == [0.5, 0.5])
    let trained = trainer.network.parameters
    #expect(try trainer.next() == nil)
    #expect(try trainer.next { _ in Issue.record("a window after the end") } == nil)
    #expect(trainer.network.parameters == trained)
  }

  @Test func `epochs count the passes that have begun`() throws {
    // 33 targets a row: six windows of 5 a pass.
    var trainer = Trainer<Float>(
      CellForm.tanh.network(classCount: 4, hiddenSizes: [5]), TrainingConfiguration(updates: 13),
      source: StreamSource(count: 100, classCount: 4, steps: 5, batchSize: 3))
    var epochs: [Int] = []
    while let step = try trainer.next() { epochs.append(step.epoch) }
    #expect(epochs == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3])
    #expect(trainer.epoch == 3)
  }

  @Test func `each pass starts from a zero state and each window from the one before`() throws {
    // With a rate this small the weights stay, so that losses repeat only if states do.
    var trainer = Trainer<Double>(
      CellForm.gru.network(classCount: 4, hiddenSizes: [5]),
      TrainingConfiguration(updates: 12, optimizer: .sgd, learningRate: 1e-300),
      source: StreamSource(count: 100, classCount: 4, steps: 5, batchSize: 3))
    var starts: [[Double]] = []
    var ends: [[Double]] = []
    var losses: [Double] = []
    while let step = try trainer.next(observe: { pending in
      starts.append(pending.tapes.flatMap { $0.initialState[0].elements })
      ends.append(pending.tapes.flatMap { $0.finalState[0].elements })
    }) { losses.append(step.loss) }
    #expect(losses[..<6] == losses[6...])
    #expect(starts[0].allSatisfy { $0 == 0 })
    #expect(starts[6].allSatisfy { $0 == 0 })
    for window in [1, 2, 3, 4, 5, 7, 11] { #expect(starts[window] == ends[window - 1]) }
  }

  @Test func `bits per character are nats over ln 2`() throws {
    var trainer = Trainer<Double>(
      CellForm.tanh.network(classCount: 4, hiddenSizes: [5]), TrainingConfiguration(updates: 1),
      source: StreamSource(count: 100, classCount: 4, steps: 5, batchSize: 3))
    let step = try #require(try trainer.next())
    #expect(abs(step.bitsPerCharacter * 0.693_147_180_559_945_3 - step.loss) < 1e-15)
  }

  @Test func `the trainer's network is a copy`() throws {
    var trainer = Trainer<Float>(
      CellForm.tanh.network(classCount: 4, hiddenSizes: [5]), TrainingConfiguration(updates: 2),
      source: StreamSource(count: 100, classCount: 4, steps: 5, batchSize: 3))
    let start = trainer.network
    let copy = start.parameters.elements
    _ = try trainer.next()
    #expect(start.parameters.elements == copy)
    #expect(trainer.network.parameters.elements != copy)
  }

  @Test func `the defaults make the lesson visible`() {
    let configuration = TrainingConfiguration(updates: 7)
    #expect(configuration.optimizer == .adam)
    #expect(configuration.learningRate == 2e-3)
    #expect(configuration.clipping == .norm(1))
    #expect(configuration.rowsPerShard == nil)
    #expect(configuration.threads == 1)
  }

  @Test func `a configuration without sense is refused`() async {
    await #expect(processExitsWith: .failure) { _ = TrainingConfiguration(updates: 0) }
    await #expect(processExitsWith: .failure) { _ = TrainingConfiguration(updates: 1, threads: 0) }
    await #expect(processExitsWith: .failure) {
      _ = TrainingConfiguration(updates: 1, learningRate: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = TrainingConfiguration(updates: 1, learningRate: .infinity)
    }
  }
}
