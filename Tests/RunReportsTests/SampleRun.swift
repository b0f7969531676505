import Foundation
import RunRecords

/// Runs with made-up numbers in which everything that a report can show was measured, or nothing.
enum SampleRun {
  static func configuration(cell: CellKind = .elman, hiddenSize: [Int] = [8]) -> RunConfiguration {
    RunConfiguration(
      version: "0.0.0", cell: cell, hidden: "tanh", resetGate: cell.hasGates ? "sigmoid" : nil,
      updateGate: cell.hasGates ? "sigmoid" : nil, hiddenSize: hiddenSize, sequenceLength: 16,
      batchSize: 4, rowsPerShard: 2, optimizer: "adam", learningRate: 0.002, clip: "norm:1",
      steps: 300, validation: 0.1, initialization: "orthogonal", seed: 1, threads: 2,
      precision: .float, unit: "scalar",
      corpus: CorpusRecord(
        name: "a <text> & more", bytes: 1000, checksum: "00000000deadbeef", tokens: 1000,
        vocabularySize: 20),
      machine: MachineRecord(
        swift: "6.3", library: "OpenBLAS", coreType: "Haswell", kernels: "packed", system: "Linux",
        build: "debug"))
  }

  /// A GRU of two layers with an event at update 40, measured in every way.
  static func full(name: String = "full") -> RunDirectoryContents {
    var records = stride(from: 10, through: 300, by: 10).map {
      plain($0, loss: 3 - 0.005 * Double($0))
    }
    for index in records.indices where records[index].step.isMultiple(of: 50) {
      measure(&records[index], rate: -0.4, because: .schedule)
      records[index].validationLoss = 3 - 0.004 * Double(records[index].step)
    }
    measure(&records[0], rate: -0.6, because: .start)
    records[3].loss = 9
    records[3].gradientNorm = 5e4
    measure(&records[3], rate: 0.7, because: .event)
    records[29].measuredBecause = .end
    return RunDirectoryContents(
      name: name, configuration: configuration(cell: .gru, hiddenSize: [8, 6]), records: records)
  }

  /// A run of which only losses are known.
  static func bare(name: String = "bare") -> RunDirectoryContents {
    var records = [MetricsRecord(step: 1), MetricsRecord(step: 2)]
    records[0].loss = 3
    records[1].loss = 2.9
    return RunDirectoryContents(name: name, configuration: configuration(), records: records)
  }

  private static func plain(_ step: Int, loss: Double) -> MetricsRecord {
    var record = MetricsRecord(step: step)
    record.loss = loss
    record.gradientNorm = 0.5 + 0.001 * Double(step)
    record.clipped = false
    record.clipRate = 0.1
    return record
  }

  private static func measure(
    _ record: inout MetricsRecord, rate: Double, because reason: MeasurementReason
  ) {
    let profile = (0..<16).map { exp(rate * Double($0)) }
    record.measuredBecause = reason
    record.gradientByLag = profile
    record.gradientByLagByLayer = [profile.map { $0 * 0.5 }, profile]
    record.gradientQuartiles = profile.map { [$0 * 0.8, $0 * 1.25] }
    record.hiddenByLag = profile.map { 2 / $0 }
    record.decayRate = rate
    record.eFoldLag = rate < 0 ? -1 / rate : nil
    record.hiddenNorm = 2
    record.hiddenMaximum = 3
    record.inactiveFraction = 0
    record.deadFraction = 0
    record.saturatedFraction = 0.2
    record.gateSaturatedFraction = ["reset": 0.1, "update": 0.2]
    record.gateMeans = ["2.reset": 0.5, "2.update": 0.6]
    record.gateHistogram = [
      "reset": (0..<20).map { Double($0) }, "update": (0..<20).map { _ in 1 },
    ]
    record.derivativeHistogram = (0..<20).map { Double(20 - $0) }
    record.largestSingularValue = [1.1, 1.3]
    record.spectralRadius = [0.9, 1]
    record.lyapunovExponents = [-0.05, -0.2, -.infinity]
    record.updateRatios = ["rnn.weight_hh_l0": 1e-3, "rnn.weight_ih_l0": 2e-3, "rnn.bias_hh_l0": 1]
    record.noiseScale = 40
  }
}
