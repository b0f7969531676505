import BLASMatrices
import GradientFlow
import Recurrent
import SequenceTraining
import Testing

/// A measurement that threads share is the one that a single thread makes.
struct SharedMeasurementTests {
  /// The parts of a look, as `rnn-train` hands them to its threads.
  private final class Look: PartedWork, @unchecked Sendable {
    let work: FlowWork<Float>
    let pending: PendingUpdate<Float>

    init(_ work: FlowWork<Float>, _ pending: PendingUpdate<Float>) {
      (self.work, self.pending) = (work, pending)
    }

    func run(part: Int) {
      let pending = pending
      work.run(part: part, pending.parameters)
    }
  }

  private struct Outcome: Equatable {
    var measurements: [FlowMeasurement] = []
    var spectra: [FlowSpectra] = []
    var parameters: [UInt32] = []
  }

  private func train(_ form: CellForm, threads: Int, isShared: Bool = true) throws -> Outcome {
    // Shards of 6, 6 and 4 rows, of which a measurement takes two.
    var trainer = Trainer<Float>(
      form.network(classCount: 12, hiddenSizes: [12, 10]),
      TrainingConfiguration(updates: 12, learningRate: 0.02, rowsPerShard: 6, threads: threads),
      source: StreamSource(count: 2_000, classCount: 12, steps: 12, batchSize: 16))
    let recorder = FlowRecorder<Float>(interval: 1, isFull: true)
    var outcome = Outcome()
    while true {
      let step = try trainer.next { pending in
        let work = recorder.begin(
          number: pending.number, gradientNorm: pending.gradientNorm, pending.architecture,
          pending.tapes)
        guard let work else { return }
        #expect(work.partCount >= 6)
        if isShared {
          pending.run(Look(work, copy pending), parts: work.partCount)
        } else {
          work.run(pending.parameters)
        }
        let found = recorder.end(work, pending.parameters)
        outcome.measurements += [found.measurement].compactMap(\.self)
        outcome.spectra += [found.spectra].compactMap(\.self)
      }
      if step == nil { break }
    }
    outcome.parameters = trainer.network.parameters.elements.map(\.bitPattern)
    return outcome
  }

  @Test(arguments: CellForm.allCases)
  func `one to four threads find the same, bit for bit`(form: CellForm) throws {
    let single = try train(form, threads: 1, isShared: false)
    #expect(single.measurements.count == 12)
    #expect(single.spectra.count == 12)
    #expect(single.spectra.allSatisfy { $0.spectralRadius?.count == 2 })
    for threads in 1...4 {
      #expect(try train(form, threads: threads) == single, "\(threads) threads")
    }
  }
}
