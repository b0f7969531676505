import BLASMatrices
import Foundation
import GradientFlow
import Testing

struct VerdictTests {
  /// A measurement whose profile is ln G(k) = k ln `scale` for `steps` lags, after `update`
  /// updates.
  private func measurement(
    scale: Double, steps: Int, update: Int = 0
  ) throws -> FlowMeasurement {
    var model = FlowModel<Double>(recurrent: .identity(1, scale: scale), direction: [1])
    model.run(steps: steps, rows: [1])
    let recorder = FlowRecorder<Double>(interval: 1)
    return try #require(model.observe(recorder, number: update + 1))
  }

  private func findings(scale: Double, steps: Int) throws -> [Verdict.Finding] {
    var verdict = Verdict(vocabularySize: 65)
    verdict.add(try measurement(scale: scale, steps: steps))
    return verdict.findings
  }

  @Test func `a run in which nothing was seen is healthy`() throws {
    var verdict = Verdict(vocabularySize: 65)
    #expect(verdict.findings == [.healthy])
    verdict.add(update: 1, loss: 4.1, gradientNorm: 2)
    verdict.add(try measurement(scale: 0.99, steps: 64))
    #expect(verdict.findings == [.healthy])
    #expect(verdict.measurements == 1)
    #expect(
      Verdict.Finding.allCases.map(\.rawValue) == [
        "EXPLODING", "VANISHING", "PAST THE GUARD", "HEALTHY",
      ])
  }

  @Test func `a loss above ln V + 1 after the first update is a spike`() {
    var verdict = Verdict(vocabularySize: 65)
    let bound = verdict.lossBound
    #expect(abs(bound - (log(65) + 1)) < 1e-15)
    verdict.add(update: 1, loss: 1e9, gradientNorm: 1)
    verdict.add(update: 2, loss: bound, gradientNorm: 1)
    #expect(verdict.findings == [.healthy])
    verdict.add(update: 3, loss: bound.nextUp, gradientNorm: 1)
    verdict.add(update: 4, loss: 2, gradientNorm: 1)
    verdict.add(update: 5, loss: .nan, gradientNorm: 1)
    verdict.add(update: 6, loss: 70, gradientNorm: 1)
    #expect(verdict.findings == [.exploding])
    #expect(verdict.spikes == [3, 5, 6])
  }

  @Test func `the worst loss and norm are kept with their updates`() {
    var verdict = Verdict(vocabularySize: 2)
    #expect(verdict.worstLoss == nil)
    #expect(verdict.worstNorm == nil)
    for (update, loss, norm) in [(1, 9.0, 5.0), (2, 0.5, 7), (3, 0.8, 7), (4, 0.7, 1)] {
      verdict.add(update: update, loss: loss, gradientNorm: norm)
    }
    #expect(verdict.worstLoss?.value == 0.8 && verdict.worstLoss?.update == 3)
    #expect(verdict.worstNorm?.value == 7 && verdict.worstNorm?.update == 2)
    verdict.add(update: 5, loss: .infinity, gradientNorm: .infinity)
    #expect(verdict.worstLoss?.value == Double.infinity && verdict.worstLoss?.update == 5)
    #expect(verdict.worstNorm?.value == Double.infinity && verdict.worstNorm?.update == 5)
  }

  @Test func `a loss counts without its norm, and a norm without its loss`() {
    var verdict = Verdict(vocabularySize: 2)
    verdict.add(update: 2, loss: 9)
    #expect(verdict.worstLoss?.value == 9 && verdict.worstLoss?.update == 2)
    #expect(verdict.spikes == [2])
    #expect(verdict.worstNorm == nil)
    verdict.add(update: 3, gradientNorm: 7)
    #expect(verdict.worstNorm?.value == 7 && verdict.worstNorm?.update == 3)
    #expect(verdict.worstLoss?.value == 9 && verdict.worstLoss?.update == 2)
  }

  @Test func `growth beyond a thousand explodes`() throws {
    // Three lags after lag 0: the last is scale^3.
    #expect(try findings(scale: 10 * (1 - 1e-9), steps: 4) == [.healthy])
    #expect(try findings(scale: 10 * (1 + 1e-9), steps: 4) == [.exploding])
    #expect(try findings(scale: 10 * (1 + 1e-9), steps: 3) == [.healthy])
  }

  @Test func `a fall below a thousandth before half the window vanishes`() throws {
    // Lag 3 is scale^3. Lags before half of 8 are 0...3, of 7 they are 0...3, of 6 only 0...2.
    #expect(try findings(scale: 0.1 * (1 - 1e-9), steps: 8) == [.vanishing])
    #expect(try findings(scale: 0.1 * (1 - 1e-9), steps: 7) == [.vanishing])
    #expect(try findings(scale: 0.1 * (1 - 1e-9), steps: 6) == [.healthy])
    #expect(try findings(scale: 0.1 * (1 + 1e-9), steps: 8) == [.healthy])
    #expect(try findings(scale: 0.1 * (1 + 1e-9), steps: 9) == [.vanishing])
    #expect(try findings(scale: 0, steps: 3) == [.vanishing])
  }

  @Test func `both can hold and the verdict says when`() throws {
    var verdict = Verdict(vocabularySize: 65)
    verdict.add(try measurement(scale: 0.5, steps: 64))
    verdict.add(try measurement(scale: 0.9, steps: 64, update: 50))
    verdict.add(try measurement(scale: 1.5, steps: 64, update: 100))
    verdict.add(try measurement(scale: 1.2, steps: 64, update: 150))
    verdict.add(try measurement(scale: 0.7, steps: 64, update: 200))
    #expect(verdict.findings == [.exploding, .vanishing])
    #expect(verdict.growths == [100, 150])
    #expect(verdict.vanishings == [0, 200])
    #expect(verdict.measurements == 5)
    #expect(verdict.spikes.isEmpty)
  }

  @Test func `one profile can do both`() throws {
    // It falls by 1e-4 in two lags and grows by 1e1 a lag where the other component takes over.
    var model = FlowModel(
      recurrent: Matrix(rowCount: 2, columnCount: 2, elements: [1e-2, 0, 0, 10.0]),
      direction: [1, 1e-6])
    model.run(steps: 16, rows: [1])
    let recorder = FlowRecorder<Double>()
    var verdict = Verdict(vocabularySize: 65)
    verdict.add(try #require(model.observe(recorder, number: 1)))
    #expect(verdict.findings == [.exploding, .vanishing])
  }

  @Test func `something that is not finite explodes`() {
    var verdict = Verdict(vocabularySize: 65)
    verdict.addDivergence(update: 9)
    #expect(verdict.findings == [.exploding])
    #expect(verdict.nonFiniteUpdate == 9)
  }

  @Test func `a finite loss beyond the guard is no explosion, but not healthy either`() {
    var verdict = Verdict(vocabularySize: 65)
    for update in [9, 12] { verdict.addGuardPassed(update: update) }
    #expect(verdict.findings == [.pastGuard])
    #expect(verdict.guardedUpdates == [9, 12])
    #expect(verdict.nonFiniteUpdate == nil)
  }

  @Test func `a profile without rows says nothing`() throws {
    var model = FlowModel<Double>(
      recurrent: .identity(1, scale: 1e300), direction: [1], hidden: .relu)
    model.network.parameters["rnn.bias_ih_l0"] = Matrix(
      rowCount: 1, columnCount: 1, repeating: .nan)
    model.run(steps: 5, rows: [1])
    let recorder = FlowRecorder<Double>()
    var verdict = Verdict(vocabularySize: 65)
    verdict.add(try #require(model.observe(recorder, number: 1)))
    #expect(verdict.measurements == 0)
    #expect(verdict.findings == [.healthy])
  }
}
