import Activations
import BLASMatrices
import GradientFlow
import Recurrent
import Testing

struct FlowRecorderTests {
  private func model(steps: Int = 6, rows: [Int] = [2, 2]) -> FlowModel<Float> {
    var model = FlowModel<Float>(
      recurrent: .identity(2, scale: 0.5), direction: [1, 1], hidden: .relu)
    model.network.parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [1, -1e6])
    model.run(steps: steps, rows: rows)
    return model
  }

  private func causes(
    interval: Int?, count: Int, norm: (Int) -> Double = { _ in 1 }
  ) -> [Int: MeasurementCause] {
    let model = model()
    let recorder = FlowRecorder<Float>(interval: interval)
    var causes: [Int: MeasurementCause] = [:]
    for number in 1...count {
      let measurement = model.observe(
        recorder, number: number, gradientNorm: norm(number), isLast: number == count)
      guard let measurement else { continue }
      // Named by the updates that had been made.
      #expect(measurement.update == number - 1)
      causes[measurement.update] = measurement.cause
    }
    return causes
  }

  @Test func `it measures at the start, on its rhythm and at the end`() {
    #expect(
      causes(interval: 50, count: 130)
        == [0: .start, 50: .schedule, 100: .schedule, 129: .end])
    #expect(causes(interval: 3, count: 7) == [0: .start, 3: .schedule, 6: .end])
    #expect(causes(interval: 1, count: 3) == [0: .start, 1: .schedule, 2: .end])
  }

  @Test func `without a rhythm it measures start, events and end`() {
    #expect(
      causes(interval: nil, count: 60) { [9, 10, 30].contains($0) ? 1_000 : 1 }
        == [0: .start, 8: .event, 9: .event, 29: .event, 59: .end])
  }

  @Test func `an event comes before any other cause`() {
    let found = causes(interval: 5, count: 11) { [6, 11].contains($0) ? 11 : 1 }
    #expect(found == [0: .start, 5: .event, 10: .event])
    #expect(causes(interval: 5, count: 2) { $0 == 1 ? .nan : 1 }[0] == .event)
  }

  @Test func `a norm of ten times the median is no event`() {
    #expect(causes(interval: nil, count: 9) { $0 == 6 ? 10 : 1 } == [0: .start, 8: .end])
  }

  @Test func `a random direction is added at an event`() throws {
    let model = model()
    let recorder = FlowRecorder<Float>(interval: 1, seed: 5)
    for number in 1...3 {
      #expect(try #require(model.observe(recorder, number: number)).randomProfile == nil)
    }
    let event = try #require(model.observe(recorder, number: 4, gradientNorm: 50))
    #expect(event.cause == .event)
    #expect(event.randomProfile == model.profile(.randomDirection, seed: 5))
    #expect(event.profile == model.profile())
    #expect(event.readableProfile == event.profile)
    #expect(event.statistics == model.statistics)
  }

  /// The dead shares at the measurements of seven windows of 600 samples, in which the second of
  /// two units is alive in window `alive` only.
  private func deadFractions(
    interval: Int?, alive: Int, isEvent: (Int) -> Bool = { _ in false }
  ) -> [Double?] {
    var model = model(steps: 100, rows: [6])
    model.network.parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 2, elements: [1, -1])
    model.network.parameters["rnn.weight_ih_l0"] = Matrix(
      rowCount: 2, columnCount: 2, elements: [0, 0, 0, 2])
    let recorder = FlowRecorder<Float>(interval: interval)
    var fractions: [Double?] = []
    for number in 1...7 {
      model.run(steps: 100, rows: [6], token: { _, _ in number == alive ? 1 : 0 })
      let norm = isEvent(number) ? 100.0 : 1
      if let measurement = model.observe(recorder, number: number, gradientNorm: norm) {
        fractions.append(measurement.deadFraction)
      }
    }
    return fractions
  }

  @Test func `a small window counts for dead units together with the one before`() {
    // Too few samples at the start, two windows at updates 4 and 7.
    let expected: [Int: [Double?]] = [3: [nil, 0, 0.5], 4: [nil, 0, 0.5], 5: [nil, 0.5, 0.5]]
    for (alive, fractions) in expected {
      #expect(deadFractions(interval: 3, alive: alive) == fractions)
    }
  }

  @Test func `the dead share does not depend on the rhythm of measurements`() {
    let expected: [Int: [Double?]] = [
      1: [nil, 0.5, 0, 0, 0.5, 0.5, 0.5], 2: [nil, 0, 0.5, 0.5], 5: [nil, 0.5],
    ]
    for (interval, fractions) in expected {
      #expect(deadFractions(interval: interval, alive: 3) == fractions)
    }
  }

  @Test func `an event in small windows tells dead units only where the one before was seen`() {
    let single: [Double?] = [nil, nil, 0.5]
    #expect(deadFractions(interval: 6, alive: 3) { $0 == 4 } == single)
    let several: [Double?] = [nil, nil, 0, 0.5]
    #expect(deadFractions(interval: nil, alive: 4) { (4...6).contains($0) } == several)
  }

  /// At which updates the spectra are taken, of 200 of which `isEvent` says which stand out, by a
  /// norm of `eventNorm`.
  private func spectra(
    _ recorder: FlowRecorder<Float>, isEvent: (Int) -> Bool = { _ in false },
    eventNorm: (Int) -> Double = { _ in 50 },
    isDiverged: (Int) -> Bool = { _ in false }, wants: (Int) -> Bool = { _ in false }
  ) -> [Int] {
    let model = model()
    return (1...200).filter { number in
      let work = recorder.begin(
        number: number, gradientNorm: isEvent(number) ? eventNorm(number) : 1,
        isDiverged: isDiverged(number),
        wantsSpectra: wants(number), model.network.architecture, model.tapes)
      guard let work else { return false }
      let parameters = model.network.parameters.view
      work.run(parameters)
      let found = recorder.end(work, parameters)
      // Events are measured, whether there is a budget for spectra or not.
      #expect(!isEvent(number) || found.measurement?.cause == .event)
      if let spectra = found.spectra { #expect(spectra == model.spectra) }
      return found.spectra != nil
    }
  }

  @Test func `spectra are taken where they are asked for, with a measurement or without`() {
    #expect(spectra(FlowRecorder(interval: 50), wants: [1, 77].contains) == [1, 77])
    #expect(spectra(FlowRecorder(interval: 70, isFull: true)) == [1, 71, 141])
  }

  @Test func `events take spectra as far as the budget goes, divergences always`() {
    let burst = 20...27
    #expect(spectra(FlowRecorder(), isEvent: burst.contains) == [20, 21, 22])
    #expect(spectra(FlowRecorder(), isEvent: (150...154).contains) == [150, 151, 152])
    #expect(spectra(FlowRecorder(), isDiverged: burst.contains) == Array(burst))
  }

  @Test func `the event that is worst by far has spectra, wherever it stands in its burst`() {
    let norms = [20: 50.0, 21: 80, 22: 60, 23: 90, 24: 1e9, 25: 3e12, 26: 4e12, 27: 1e3]
    #expect(
      spectra(FlowRecorder(), isEvent: { norms[$0] != nil }, eventNorm: { norms[$0] ?? 0 })
        == [20, 21, 22, 24, 25])
  }

  @Test func `no rhythm of zero updates`() async {
    await #expect(processExitsWith: .failure) { _ = FlowRecorder<Float>(interval: 0) }
  }
}
