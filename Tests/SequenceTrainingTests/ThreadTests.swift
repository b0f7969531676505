import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// The same bits on any number of threads, and every time.
struct ThreadTests {
  /// What a run leaves: every parameter and every step, as bits.
  struct Outcome: Equatable {
    var parameters: [UInt32] = []
    var losses: [UInt64] = []
    var norms: [UInt64] = []
  }

  private func train(
    _ form: CellForm, hiddenSizes: [Int] = [20], updates: Int = 20, threads: Int
  ) throws -> Outcome {
    // 30 rows in shards of 4: seven whole shards and one of two rows.
    var trainer = Trainer<Float>(
      form.network(classCount: 12, hiddenSizes: hiddenSizes),
      TrainingConfiguration(updates: updates, rowsPerShard: 4, threads: threads),
      source: StreamSource(count: 2_000, classCount: 12, steps: 9, batchSize: 30))
    var outcome = Outcome()
    while let step = try trainer.next() {
      outcome.losses.append(step.loss.bitPattern)
      outcome.norms.append(step.gradientNorm.bitPattern)
    }
    outcome.parameters = trainer.network.parameters.elements.map(\.bitPattern)
    return outcome
  }

  @Test(arguments: CellForm.allCases)
  func `one to four threads give the same bits`(form: CellForm) throws {
    let single = try train(form, threads: 1)
    #expect(single.losses.count == 20)
    for threads in 2...4 {
      #expect(try train(form, threads: threads) == single, "\(threads) threads")
    }
  }

  @Test func `two layers give the same bits on any number of threads`() throws {
    let single = try train(.gru, hiddenSizes: [14, 9], threads: 1)
    for threads in 2...4 {
      #expect(try train(.gru, hiddenSizes: [14, 9], threads: threads) == single)
    }
  }

  @Test func `a block of several parts has the same bits on any number of threads`() throws {
    // 183,000 parameters: three parts in the passes over the flat block.
    let single = try train(.gru, hiddenSizes: [240], updates: 4, threads: 1)
    #expect(single.parameters.count > 2 * 65_536)
    for threads in 2...4 {
      #expect(try train(.gru, hiddenSizes: [240], updates: 4, threads: threads) == single)
    }
  }

  @Test(arguments: [CellForm.relu, .gru])
  func `repeated runs give the same bits`(form: CellForm) throws {
    let first = try train(form, threads: 4)
    for _ in 0..<8 { #expect(try train(form, threads: 4) == first) }
  }

  @Test func `another seed gives other bits`() throws {
    let one: RecurrentNetwork<Float> = CellForm.tanh.network(classCount: 5, hiddenSizes: [6])
    let two: RecurrentNetwork<Float> = CellForm.tanh.network(
      classCount: 5, hiddenSizes: [6], seed: 2)
    #expect(one.parameters != two.parameters)
  }
}
