import Activations
import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Runs that stop being finite, at places that can be foretold.
struct DivergenceTests {
  /// The report of a run that diverges at once, after a check that the network is as it was.
  private func report<Scalar: BLASScalar>(
    _ network: RecurrentNetwork<Scalar>, steps: Int, threads: Int = 1
  ) throws -> DivergenceReport {
    var trainer = Trainer(
      network, TrainingConfiguration(updates: 3, rowsPerShard: 2, threads: threads),
      source: StreamSource(
        [0, 1, 0, 0, 1, 1, 0, 1].cycled(to: 5 * 2 * steps + 1), steps: steps, batchSize: 5))
    let error = #expect(throws: TrainingError.self) { _ = try trainer.next() }
    #expect(trainer.network.parameters == network.parameters)
    #expect(trainer.updates == 0)
    guard case .diverged(let report) = try #require(error) else {
      throw try #require(error)
    }
    #expect(error?.description == report.sentence)
    #expect(report.update == 1)
    #expect(report.windowSteps == steps)
    #expect(report.hiddenNorms.count == steps)
    #expect(report.history.lastLosses.isEmpty)
    return report
  }

  @Test(arguments: [1, 3])
  func `a state that grows by 1e10 a step ends at step 32`(threads: Int) throws {
    // h_t = 1 + 1e10 h_(t-1), about 1e10^(t-1): beyond 1.8e308 from t = 32 on.
    let report = try report(
      LinearModel.network(
        Double.self, hidden: .relu, recurrent: .identity(3, scale: 1e10), bias: 1),
      steps: 40, threads: threads)
    #expect(report.origin == .state(layer: 0, step: 32))
    #expect(
      report.sentence
        == "Training diverged at update 1: the forward hidden state of layer 1 stopped being "
        + "finite at step 32 of 40 of the window, because the recurrence of layer 1 makes the hidden "
        + "state grow 1.0e10-fold a step; try --init orthogonal.")
    #expect(abs(report.hiddenNorms[0] - 3.0.squareRoot()) < 1e-15)
    #expect(report.hiddenNorms[9].isFinite && report.hiddenNorms[9] > 1e90)
    #expect(report.hiddenNorms[31...].allSatisfy { !$0.isFinite })
  }

  @Test func `in Float the same state ends at step 5`() throws {
    let report = try report(
      LinearModel.network(Float.self, hidden: .relu, recurrent: .identity(3, scale: 1e10), bias: 1),
      steps: 9)
    #expect(report.origin == .state(layer: 0, step: 5))
  }

  @Test func `the layer is named in which it began`() throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [
        ElmanCell(inputSize: 2, hiddenSize: 3, hidden: .tanh),
        ElmanCell(inputSize: 3, hiddenSize: 2, hidden: .relu),
      ], outputSize: 2)
    var network = RecurrentNetwork(architecture: architecture, seed: 1)
    network.parameters["rnn.weight_hh_l1"] = .identity(2, scale: 1e10)
    network.parameters["rnn.weight_ih_l1"] = Matrix(rowCount: 2, columnCount: 3)
    network.parameters["rnn.bias_hh_l1"] = Matrix(rowCount: 1, columnCount: 2, repeating: 1)
    let report = try report(network, steps: 36)
    #expect(report.origin == .state(layer: 1, step: 32))
    #expect(
      report.finding.contains("hidden state of layer 2 stopped being finite at step 32 of 36"))
  }

  @Test func `a gradient can overflow while all states are zero`() throws {
    // dh_(T-k) is about 1e10^k, beyond 1.8e308 at k = 31: step 9 of 40.
    let report = try report(
      LinearModel.network(Double.self, recurrent: .identity(1, scale: 1e10)), steps: 40)
    #expect(report.origin == .gradient(layer: 0, step: 9))
    #expect(
      report.sentence
        == "Training diverged at update 1: the gradient of the preactivations of layer 1 stopped "
        + "being finite at step 9 of 40 of the window, while all states were finite, because the "
        + "recurrence of layer 1 makes the gradient grow 1.0e10-fold with each step back; try "
        + "--init orthogonal.")
    #expect(report.hiddenNorms == Array(repeating: 0, count: 40))
  }

  @Test func `a loss can overflow while all states are finite`() throws {
    let report = try report(
      LinearModel.network(
        Double.self, recurrent: .identity(1, scale: 0), bias: 1e200,
        readout: Matrix(rowCount: 2, columnCount: 1, elements: [1e200, -1e200])), steps: 4)
    #expect(report.origin == .loss)
    #expect(
      report.finding == "the loss stopped being finite although every hidden state was finite")
  }

  @Test func `the sum over the window can overflow while all cotangents are finite`() throws {
    // Unit 0 has a large state that nothing reads; unit 1 is 0 and has a large cotangent.
    let network = {
      var network = LinearModel.network(
        Double.self, recurrent: .identity(2, scale: 0),
        readout: Matrix(rowCount: 2, columnCount: 2, elements: [0, 1e200, 0, -1e200]))
      network.parameters["rnn.bias_ih_l0"] = Matrix(
        rowCount: 1, columnCount: 2, elements: [1e200, 0])
      return network
    }()
    let report = try report(network, steps: 4)
    #expect(report.origin == .weightGradient(tensor: "rnn.weight_hh_l0"))
    guard case .product(hidden: 1e200, let cotangent) = report.cause else {
      Issue.record("\(report.cause)")
      return
    }
    #expect(cotangent > 1e199 && cotangent.isFinite)
    #expect(
      report.finding
        == "the gradient of rnn.weight_hh_l0 overflowed in its sum over the window, "
        + "while all states were finite")
  }

  @Test(arguments: [(updates: 5, kept: 5), (updates: 16, kept: 16), (updates: 37, kept: 16)])
  func `the report holds the last sixteen updates, oldest first`(
    updates: Int, kept: Int
  ) throws {
    let architecture = RecurrentArchitecture<Double>(
      cells: [ElmanCell(inputSize: 2, hiddenSize: 4)], outputSize: 2, inputs: .values)
    var trainer = Trainer(
      RecurrentNetwork(architecture: architecture, seed: 3), TrainingConfiguration(updates: 100),
      source: ValueSource(steps: 6, batchSize: 3) { window, step in
        // Bad data in step 4 of the window after the last good one.
        window == updates + 1 && step == 3 ? .nan : Double(window % 7) - Double(step)
      })
    var steps: [TrainingStep] = []
    for _ in 0..<updates { steps.append(try #require(try trainer.next())) }
    let before = trainer.network.parameters
    let error = #expect(throws: TrainingError.self) { _ = try trainer.next() }
    guard case .diverged(let report) = try #require(error) else { return }
    #expect(report.update == updates + 1)
    #expect(report.origin == .input(step: 4))
    #expect(report.history.lastNumbers == Array(updates - kept + 1...updates))
    #expect(report.history.lastLosses == steps.suffix(kept).map(\.loss))
    #expect(report.history.lastGradientNorms == steps.suffix(kept).map(\.gradientNorm))
    #expect(TrainingHistory.capacity == 16)
    #expect(trainer.network.parameters == before)
    #expect(before.elements.allSatisfy { $0.isFinite })
    #expect(trainer.updates == updates)
  }
}

extension Array {
  /// The elements over and over, `count` of them.
  fileprivate func cycled(to count: Int) -> [Element] {
    (0..<count).map { self[$0 % self.count] }
  }
}
