import Foundation
import RunRecords
import RunReports
import Testing

@Suite struct RunSummaryTests {
  private func record(
    _ step: Int, loss: Double = 2, clipRate: Double? = nil, profile: [Double]? = nil,
    rate: Double? = nil
  ) -> MetricsRecord {
    var record = MetricsRecord(step: step)
    (record.loss, record.gradientNorm, record.clipRate) = (loss, 1, clipRate)
    guard let profile else { return record }
    record.gradientByLag = profile
    record.decayRate = rate
    record.eFoldLag = rate.flatMap { $0 < 0 ? -1 / $0 : nil }
    record.measuredBecause = .schedule
    return record
  }

  private func summary(_ records: [MetricsRecord]) -> RunSummary {
    RunSummary(name: "run", vocabularySize: 8, records: records)
  }

  /// e^(rate k) for the lags of a window.
  private func line(_ rate: Double, lags: Int) -> [Double] {
    (0..<lags).map { exp(rate * Double($0)) }
  }

  @Test func `the loss, the first spike and the first update that is lost`() {
    let lost = {
      var record = MetricsRecord(step: 13)
      (record.loss, record.gradientNorm) = (.nan, .infinity)
      return record
    }()
    // ln 8 + 1 is 3.08; the first update may stand above it.
    let summary = summary([
      record(1, loss: 9), record(10, loss: 3.07), record(11, loss: 3.09), record(12, loss: 1.5),
      lost,
    ])
    #expect(summary.firstSpike == 11)
    #expect(summary.finalLoss == 1.5)
    #expect(summary.firstNonFinite == 13)
    #expect(summary.verdict.findings == [.exploding])
  }

  @Test func `of a window that diverged the loss is the worst though its gradient is lost`() {
    let lost = {
      var record = record(11, loss: 90)
      (record.gradientNorm, record.divergence) = (.infinity, "the gradient overflowed")
      return record
    }()
    let verdict = summary([record(1), record(10, loss: 2.5), lost]).verdict
    #expect(verdict.worstLoss?.value == 90 && verdict.worstLoss?.update == 11)
    #expect(verdict.worstNorm?.value == 1 && verdict.worstNorm?.update == 1)
    #expect(verdict.nonFiniteUpdate == 11)
  }

  @Test func `the updates before a divergence count though they have no record`() throws {
    let lost = {
      var record = MetricsRecord(step: 14)
      (record.loss, record.gradientNorm) = (.nan, .infinity)
      (record.divergence, record.clipRate) = ("the loss was not finite", 1)
      // Update 10 has a record already, and is not counted again.
      record.lastUpdates = [10, 11, 12, 13]
      record.lastLosses = [9, 2, 70, 2.5]
      record.lastGradientNorms = [9e9, 3, 22.5, 1]
      record.gradientNormPercentile99 = 22
      return record
    }()
    let summary = summary([record(1, clipRate: 0), record(10, loss: 9, clipRate: 0), lost])
    #expect(summary.verdict.worstLoss?.value == 70 && summary.verdict.worstLoss?.update == 12)
    #expect(summary.verdict.worstNorm?.value == 22.5 && summary.verdict.worstNorm?.update == 12)
    #expect(summary.verdict.spikes == [10, 12])
    #expect(summary.largestNorm == 22.5)
    #expect(summary.finalLoss == 2.5)
    #expect(summary.percentile99 == 22)
    // 3 of the 13 that were made.
    #expect(try #require(summary.clipRate) == 3.0 / 13)
  }

  @Test func `a finite loss past the guard is not called lost`() {
    let stopped = {
      var record = record(11, loss: 2.5)
      (record.divergence, record.divergenceOrigin) = (
        "the loss 2.5 passed the guard of 2.4", "guard"
      )
      return record
    }()
    let summary = summary([record(10, loss: 2), stopped])
    #expect(summary.firstNonFinite == nil)
    #expect(summary.finalLoss == 2)
    #expect(summary.verdict.findings == [.pastGuard])
    #expect(
      VerdictText(summary.verdict, windowSteps: 8).lines == [
        "PAST THE GUARD: 1 window (update 11) had a loss beyond the guard, though all was finite."
      ])
  }

  @Test func `a log read back gives the summary of the run`() throws {
    let records = [
      record(1, clipRate: 1, profile: line(-0.3, lags: 9), rate: -0.3),
      record(10, loss: .infinity, clipRate: 0.5),
    ]
    let lines = try records.map { try JSONEncoder().encode($0) }
    let read = try lines.map { try JSONDecoder().decode(MetricsRecord.self, from: $0) }
    let (direct, again) = (summary(records), summary(read))
    #expect(again.firstNonFinite == 10)
    #expect(again.firstNonFinite == direct.firstNonFinite)
    #expect(again.verdict == direct.verdict)
    #expect(again.clipRate == direct.clipRate)
    #expect(again.reaches == direct.reaches)
  }

  @Test func `the share clipped weighs every update alike`() throws {
    // One of 1, half of 9, none of 40: 5.5 of 50.
    let summary = summary([
      record(1, clipRate: 1), record(10, clipRate: 0.5), record(50, clipRate: 0),
    ])
    #expect(try #require(summary.clipRate) == 0.11)
  }

  @Test func `start, middle and end are measurements`() {
    let flat = line(0, lags: 4)
    let summary = summary(
      [(1, -1.0), (51, -0.5), (101, -0.25), (190, 0.1)].map {
        record($0.0, profile: flat, rate: $0.1)
      } + [record(200)])
    #expect(summary.start?.decayRate == -1)
    #expect(summary.middle?.step == 101)
    #expect(summary.end?.decayRate == 0.1)
    #expect(summary.start?.eFoldLag == 1)
    #expect(summary.end?.eFoldLag == nil)
  }

  @Test func `the middle repeats neither the start nor the end`() {
    let flat = line(0, lags: 4)
    let records = [1, 2, 100].map { record($0, profile: flat, rate: -1) }
    #expect(summary(Array(records[..<1])).middle == nil)
    #expect(summary(Array(records[..<2])).middle == nil)
    // The last is nearer to half of 190.
    #expect(summary(records + [record(190)]).middle?.step == 2)
  }

  /// Rounding of exp and log.
  private static let tolerance = 1e-9

  @Test(arguments: [(rate: -0.3, isGrowth: false), (rate: 0.3, isGrowth: true)])
  func `the lag of 1e-6 is read off inside the window and extrapolated beyond it`(
    rate: Double, isGrowth: Bool
  ) throws {
    // 6 ln 10 / 0.3 = 46.05 steps.
    let expected = 6 * log(10) / 0.3
    let inside = try #require(
      summary([record(1, profile: line(rate, lags: 64), rate: rate)]).crossing)
    #expect(abs(inside.lag - expected) < Self.tolerance)
    #expect(!inside.isExtrapolated && inside.isGrowth == isGrowth)
    let beyond = try #require(
      summary([record(1, profile: line(rate, lags: 16), rate: rate)]).crossing)
    #expect(abs(beyond.lag - expected) < Self.tolerance)
    #expect(beyond.isExtrapolated && beyond.isGrowth == isGrowth)
    #expect(summary([record(1, profile: line(0, lags: 16), rate: 0)]).crossing == nil)
  }

  @Test func `a gradient that is gone at once is lost at the next lag`() throws {
    let crossing = try #require(summary([record(1, profile: [1, 0.5, 0, 0])]).crossing)
    #expect(crossing.lag == 2)
    #expect(!crossing.isExtrapolated)
  }
}
