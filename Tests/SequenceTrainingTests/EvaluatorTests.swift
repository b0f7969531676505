import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

struct EvaluatorTests {
  /// Shards change the order of a sum of some hundred losses, and the rows per product.
  private let tolerance = 1e-12

  private let source = StreamSource<Double>(count: 500, classCount: 7, steps: 8, batchSize: 5)

  /// One pass with the whole batch in one tape.
  private func referenceLoss(_ network: RecurrentNetwork<Double>) -> LossSum {
    var source = source
    let window = WindowBuffer(network.architecture, steps: 8, batchSize: 5)
    let tape = NetworkTape(network.architecture, steps: 8, batchSize: 5)
    tape.resetState()
    var total = LossSum()
    let parameters = network.parameters.view
    for pass in 0..<source.windowCount {
      _ = source.fill(window)
      if pass > 0 { tape.carryState() }
      tape.copy(window)
      network.architecture.forward(parameters, tape)
      total += network.architecture.loss(parameters, tape)
    }
    return total
  }

  @Test(arguments: CellForm.allCases, [1, 2, 3])
  func `the loss is Recurrent's own over one pass`(form: CellForm, threads: Int) {
    let network: RecurrentNetwork<Double> = form.network(classCount: 7, hiddenSizes: [6, 4])
    let evaluator = Evaluator(network, steps: 8, batchSize: 5, threads: threads)
    let expected = referenceLoss(network)
    let found = evaluator.loss(of: network.parameters, on: source)
    // 99 targets a row, 12 windows of 8.
    #expect(found.count == 480)
    #expect(found.count == expected.count)
    #expect(abs(found.sum - expected.sum) <= tolerance * expected.sum)
  }

  @Test func `an evaluation leaves nothing behind for the next`() {
    let one: RecurrentNetwork<Double> = CellForm.gru.network(classCount: 7, hiddenSizes: [6])
    let two: RecurrentNetwork<Double> = CellForm.gru.network(
      classCount: 7, hiddenSizes: [6], seed: 2)
    let evaluator = Evaluator(one, steps: 8, batchSize: 5, threads: 2)
    let first = evaluator.loss(of: one.parameters, on: source)
    let other = evaluator.loss(of: two.parameters, on: source)
    #expect(other != first)
    #expect(evaluator.loss(of: one.parameters, on: source) == first)
    #expect(other == Evaluator(two, steps: 8, batchSize: 5).loss(of: two.parameters, on: source))
  }

  @Test func `the number of threads does not show`() {
    let network: RecurrentNetwork<Double> = CellForm.tanh.network(
      classCount: 7, hiddenSizes: [6])
    let losses = (1...4).map {
      Evaluator(network, steps: 8, batchSize: 5, threads: $0)
        .loss(of: network.parameters, on: source)
    }
    #expect(losses.allSatisfy { $0 == losses[0] })
  }

  @Test func `the first training loss is the evaluator's on one window`() throws {
    let network: RecurrentNetwork<Double> = CellForm.gru.network(classCount: 7, hiddenSizes: [6])
    let source = StreamSource<Double>(count: 46, classCount: 7, steps: 8, batchSize: 5)
    #expect(source.windowCount == 1)
    let loss = Evaluator(network, steps: 8, batchSize: 5).loss(of: network.parameters, on: source)
    var trainer = Trainer(network, TrainingConfiguration(updates: 1), source: source)
    #expect(try trainer.next()?.loss == loss.mean)
  }

  @Test func `windows of another size are refused`() async {
    await #expect(processExitsWith: .failure) {
      let network: RecurrentNetwork<Double> = CellForm.tanh.network(
        classCount: 7, hiddenSizes: [6])
      let source = StreamSource<Double>(count: 500, classCount: 7, steps: 8, batchSize: 5)
      _ = Evaluator(network, steps: 9, batchSize: 5).loss(of: network.parameters, on: source)
    }
  }
}
