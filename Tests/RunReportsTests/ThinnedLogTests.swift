import RunRecords
import RunReports
import Testing

@Suite struct ThinnedLogTests {
  private static func record(_ step: Int, loss: Double? = 2, norm: Double = 1) -> MetricsRecord {
    var record = MetricsRecord(step: step)
    record.loss = loss
    record.gradientNorm = norm
    return record
  }

  @Test func `a log that fits is kept as it is`() {
    var log = ThinnedLog()
    let records = (1...ThinnedLog.capacity).map { step in
      var record = Self.record(step, loss: 2 + 1 / Double(step))
      if step.isMultiple(of: 7) { record.measuredBecause = .schedule }
      return record
    }
    for record in records { log.append(record) }
    #expect(log.records == records)
  }

  @Test func `a long log is thinned evenly, and its spikes and its lowest loss stay`() {
    var log = ThinnedLog()
    let count = 100_000
    for step in 1...count {
      var record = Self.record(step, loss: 2 + 0.1 * Double(step % 97) / 97)
      switch step {
      case 12_345: record.loss = 9
      case 54_321: record.gradientNormMaximum = 1e6
      case 67_890: record.loss = nil
      case 76_543: record.loss = 0.5
      default: break
      }
      log.append(record)
    }
    let steps = log.records.map(\.step)
    #expect(steps.count <= ThinnedLog.capacity && steps.count > ThinnedLog.capacity / 3)
    #expect(steps == steps.sorted())
    #expect(steps.first == 1 && steps.last == count)
    for step in [12_345, 54_321, 67_890, 76_543] { #expect(steps.contains(step)) }
    let widest = zip(steps, steps.dropFirst()).map { $1 - $0 }.max()
    #expect(widest.map { $0 <= count / 100 } == true, "\(String(describing: widest))")
  }

  @Test func `what is rare is not crowded out, and no divergence is lost`() {
    var log = ThinnedLog()
    for step in 1...30_000 {
      var record = Self.record(step)
      record.measuredBecause = .schedule
      if step.isMultiple(of: 500) { record.lyapunovExponents = [0.1] }
      if step.isMultiple(of: 1_000) { record.validationLoss = 2 }
      if step.isMultiple(of: 10) { record.divergence = "the loss is not finite" }
      log.append(record)
    }
    let records = log.records
    #expect(records.count { $0.divergence != nil } == 3_000)
    var rare = ThinnedLog()
    for step in 1...30_000 {
      var record = Self.record(step)
      record.measuredBecause = .schedule
      record.largestSingularValue = [1]
      if step.isMultiple(of: 500) { record.lyapunovExponents = [0.1] }
      if step.isMultiple(of: 700) { record.spectralRadius = [1] }
      if step.isMultiple(of: 999) { record.validationLoss = 2 }
      rare.append(record)
    }
    #expect(rare.records.count { $0.spectralRadius != nil } == 42)
    #expect(rare.records.count { $0.lyapunovExponents != nil } == 60)
    #expect(rare.records.count { $0.validationLoss != nil } == 30)
  }

  @Test func `a page on a part of the records tells of the whole log`() {
    let configuration = SampleRun.configuration()
    var (log, records) = (ThinnedLog(), [MetricsRecord]())
    for step in 1...9_000 {
      // ln V is 3, so that each seventh update is a spike.
      records.append(Self.record(step, loss: step.isMultiple(of: 7) ? 5 : 2))
      log.append(records[step - 1])
    }
    #expect(log.records.count <= ThinnedLog.capacity)
    let part = RunDirectoryContents(
      name: "long", configuration: configuration, records: log.records)
    let summary = RunSummary(
      name: "", vocabularySize: configuration.corpus.vocabularySize, records: records)
    let sentence = "1,285 logged updates rose above ln V + 1"
    #expect(RunReport(runs: [part], summaries: [summary]).html.contains(sentence))
    #expect(!RunReport(runs: [part]).html.contains(sentence))
  }
}
