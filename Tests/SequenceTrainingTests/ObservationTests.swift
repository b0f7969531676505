import BLASMatrices
import GradientFlow
import Recurrent
import SequenceTraining
import Testing

/// Looking at a run never changes it.
struct ObservationTests {
  enum Rhythm: CaseIterable { case never, everyFiftieth, every }

  private func train(_ form: CellForm, _ rhythm: Rhythm) throws -> (bits: [UInt32], looks: Int) {
    let updates = 120
    var trainer = Trainer<Float>(
      form.network(classCount: 12, hiddenSizes: [12, 10]),
      TrainingConfiguration(updates: updates, learningRate: 0.02, rowsPerShard: 3, threads: 2),
      source: StreamSource(count: 2_000, classCount: 12, steps: 9, batchSize: 7))
    let recorder = FlowRecorder<Float>(interval: rhythm == .every ? 1 : 50)
    var looks = 0
    while true {
      let step =
        rhythm == .never
        ? try trainer.next()
        : try trainer.next { pending in
          let measurement = recorder.observe(
            number: pending.number, gradientNorm: pending.gradientNorm,
            isLast: pending.number == updates, pending.architecture, pending.parameters,
            pending.tapes)
          if measurement != nil { looks += 1 }
        }
      if step == nil { break }
    }
    return (trainer.network.parameters.elements.map(\.bitPattern), looks)
  }

  @Test(arguments: CellForm.allCases)
  func `measuring every update, every 50th or never leaves the same bits`(form: CellForm) throws {
    let never = try train(form, .never)
    let sometimes = try train(form, .everyFiftieth)
    let always = try train(form, .every)
    #expect(never.looks == 0)
    // Start, 50, 100 and end; events may come on top.
    #expect(sometimes.looks >= 4 && sometimes.looks < 60)
    #expect(always.looks == 120)
    #expect(sometimes.bits == never.bits)
    #expect(always.bits == never.bits)
  }

  @Test func `a window that diverges can be measured`() throws {
    // The states grow by 1e10 a step, are infinite from step 5 on and NaN soon after.
    let network = LinearModel.network(
      Float.self, hidden: .relu, recurrent: Matrix(rowCount: 2, columnCount: 2, repeating: 1e10),
      bias: 1)
    var trainer = Trainer<Float>(
      network, TrainingConfiguration(updates: 3),
      source: StreamSource(count: 200, classCount: 2, steps: 12, batchSize: 4))
    let recorder = FlowRecorder<Float>()
    var measured: FlowMeasurement?
    #expect(throws: TrainingError.self) {
      _ = try trainer.next { pending in
        measured = recorder.observe(
          number: pending.number, gradientNorm: pending.gradientNorm, pending.architecture,
          pending.parameters, pending.tapes)
      }
    }
    let measurement = try #require(measured)
    #expect(measurement.cause == .event)
    #expect(measurement.profile.rows == 0)
    #expect(measurement.profile.rowsWithoutGradient == 4)
    #expect(!measurement.statistics.hiddenMaximum.isFinite)
    let random = try #require(measurement.randomProfile)
    #expect(random.rows + random.rowsWithoutGradient == 4)
    #expect(random.logByLayer.allSatisfy { $0.allSatisfy { !$0.isNaN } })
  }

  @Test func `a pending update shows the weights that made the window`() throws {
    let start: RecurrentNetwork<Double> = CellForm.gru.network(classCount: 5, hiddenSizes: [6])
    var trainer = Trainer<Double>(
      start, TrainingConfiguration(updates: 2),
      source: StreamSource(count: 300, classCount: 5, steps: 6, batchSize: 5))
    var seen: [ParameterBlock<Double>] = []
    var rows: [Int] = []
    let first = try #require(
      try trainer.next { pending in
        seen.append(ParameterBlock(pending.parameters))
        rows = pending.tapes.map(\.batchSize)
      })
    let afterFirst = trainer.network.parameters
    var number = 0
    var loss = 0.0
    _ = try trainer.next { pending in
      seen.append(ParameterBlock(pending.parameters))
      (number, loss) = (pending.number, pending.loss)
    }
    #expect(seen == [start.parameters, afterFirst])
    #expect(afterFirst != start.parameters)
    #expect(rows == [2, 2, 1])
    #expect(number == 2)
    #expect(loss != first.loss)
  }
}
