import Foundation
import RunRecords
import Testing

@Suite struct MetricsRecordTests {
  private static var full: MetricsRecord {
    var record = MetricsRecord(step: 50)
    record.epoch = 0.25
    record.loss = 2.5
    record.bitsPerCharacter = 3.606
    record.validationLoss = 2.75
    record.gradientNorm = 1.5
    record.clipped = true
    record.learningRate = 0.002
    record.charactersPerSecond = 250_000
    record.seconds = 12.5
    record.hiddenNorm = 6.5
    record.hiddenMaximum = 0.875
    record.inactiveFraction = 0.5
    record.deadFraction = 0
    record.saturatedFraction = 0.125
    record.gateSaturatedFraction = ["reset": 0.25, "update": nil]
    record.gradientByLag = [1, 0.5, 1e-12]
    record.gradientByLagByLayer = [[0.5, 0.25], [1, 0.5]]
    record.gradientByLagRandomCotangent = [1, 0.75]
    record.rowsWithoutGradient = 3
    record.decayRate = 0.5
    record.eFoldLag = 1.44
    (record.divergence, record.recovery) = ("the loss", "skip")
    (record.divergenceOrigin, record.divergenceCause) = ("guard", "it rose")
    record.remedies = ["less", "more"]
    (record.hiddenByStep, record.cotangentByStep) = ([1, nil], [0.5, 2])
    (record.weightNorm, record.lastWeightNorms) = (3.5, [3, 3.25])
    (record.lastUpdates, record.lastLosses) = ([48, 49], [2.25, nil])
    (record.lastGradientNorms, record.lastClippingFactors) = ([4, 0.5], [0.25, 1])
    (record.lastHiddenNorms, record.lastCotangentNorms) = ([5, 6], [0.125, 9])
    record.measuredBecause = .schedule
    record.clipRate = 0.25
    record.gradientNormMedian = 0.75
    record.gradientNormMaximum = 8
    record.gradientNormPercentile99 = 7.5
    record.gradientQuartiles = [[1, 1], [0.25, nil]]
    record.hiddenByLag = [6.5, 6]
    record.largestSingularValue = [1.25]
    record.spectralRadius = [1.125]
    record.lyapunovExponents = [0.125, -0.5, -.infinity]
    record.updateRatios = ["a": 0.001]
    record.gateMeans = ["1.reset": 0.5]
    record.gateHistogram = ["reset": [3, 0]]
    record.derivativeHistogram = [1, 2]
    record.noiseScale = 40
    return record
  }

  /// The text of a record as it stands in the log, without the newline.
  private func line(_ record: MetricsRecord) throws -> String {
    let folder = try TemporaryFolder()
    let log = try JSONLinesFile(creating: folder("metrics.jsonl"))
    try log.append(record)
    try log.append(line: record.line)
    let lines = try String(contentsOf: folder("metrics.jsonl"), encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    // The quick way and the encoder's agree in every byte.
    #expect(lines[0] == lines[1])
    #expect(lines.count == 3)
    return String(lines[1])
  }

  private func read(_ line: String) throws -> MetricsRecord {
    try JSONDecoder().decode(MetricsRecord.self, from: Data(line.utf8))
  }

  @Test func `a measured record is this line`() throws {
    #expect(
      try line(Self.full) == """
        {"bits_per_character":3.606,"characters_per_second":250000,"clip_rate":0.25,\
        "clipped":true,"cotangent_by_step":[0.5,2],"dead_fraction":0,"decay_rate":0.5,"derivative_histogram":[1,2],\
        "divergence":"the loss","divergence_cause":"it rose","divergence_origin":"guard","e_fold_lag":1.44,"epoch":0.25,"gate_histogram":{"reset":[3,0]},\
        "gate_means":{"1.reset":0.5},"gate_saturated_fraction":{"reset":0.25,"update":null},\
        "gradient_by_lag":[1,0.5,1e-12],"gradient_by_lag_by_layer":[[0.5,0.25],[1,0.5]],\
        "gradient_by_lag_random_cotangent":[1,0.75],"gradient_norm":1.5,\
        "gradient_norm_maximum":8,"gradient_norm_median":0.75,"gradient_norm_p99":7.5,\
        "gradient_quartiles":[[1,1],[0.25,null]],"hidden_by_lag":[6.5,6],\
        "hidden_by_step":[1,null],\
        "hidden_maximum":0.875,"hidden_norm":6.5,"inactive_fraction":0.5,\
        "largest_singular_value":[1.25],"last_clipping_factors":[0.25,1],\
        "last_cotangent_norms":[0.125,9],"last_gradient_norms":[4,0.5],\
        "last_hidden_norms":[5,6],"last_losses":[2.25,null],"last_updates":[48,49],\
        "last_weight_norms":[3,3.25],"learning_rate":0.002,"loss":2.5,\
        "lyapunov_exponents":[0.125,-0.5,"-inf"],"measured_because":"schedule",\
        "noise_scale":40,"non_finite":[],"recovery":"skip","remedies":["less","more"],"rows_without_gradient":3,\
        "saturated_fraction":0.125,\
        "seconds":12.5,"spectral_radius":[1.125],"step":50,"update_ratios":{"a":0.001},\
        "validation_loss":2.75,"weight_norm":3.5}
        """
    )
  }

  @Test func `texts of any kind are written as the encoder writes them`() throws {
    var record = MetricsRecord(step: 1)
    record.divergence = "a \"b\" \\ c/d\n\r\t\u{8}\u{C}\u{1}\u{1F} \u{7F} \u{2028} é 漢"
    record.remedies = [record.divergence ?? ""]
    record.updateRatios = ["a \"b\" \n/": 0.5, "b": nil, "B": -1e-300, "a.10": 1e21, "a.9": -0.0]
    #expect(try read(line(record)) == record)
  }

  @Test func `nil is written as null, not left out`() throws {
    #expect(
      try line(MetricsRecord(step: 7)) == """
        {"bits_per_character":null,"characters_per_second":null,"clip_rate":null,\
        "clipped":null,"cotangent_by_step":null,"dead_fraction":null,"decay_rate":null,"derivative_histogram":null,\
        "divergence":null,"divergence_cause":null,"divergence_origin":null,"e_fold_lag":null,"epoch":null,"gate_histogram":null,"gate_means":null,\
        "gate_saturated_fraction":null,"gradient_by_lag":null,"gradient_by_lag_by_layer":null,\
        "gradient_by_lag_random_cotangent":null,"gradient_norm":null,\
        "gradient_norm_maximum":null,"gradient_norm_median":null,"gradient_norm_p99":null,\
        "gradient_quartiles":null,\
        "hidden_by_lag":null,"hidden_by_step":null,"hidden_maximum":null,"hidden_norm":null,\
        "inactive_fraction":null,"largest_singular_value":null,"last_clipping_factors":null,\
        "last_cotangent_norms":null,"last_gradient_norms":null,"last_hidden_norms":null,\
        "last_losses":null,"last_updates":null,"last_weight_norms":null,"learning_rate":null,\
        "loss":null,"lyapunov_exponents":null,"measured_because":null,"noise_scale":null,\
        "non_finite":[],"recovery":null,"remedies":null,"rows_without_gradient":null,\
        "saturated_fraction":null,"seconds":null,"spectral_radius":null,"step":7,"update_ratios":null,"validation_loss":null,\
        "weight_norm":null}
        """
    )
  }

  @Test func `a finite record survives writing and reading`() throws {
    #expect(try read(line(Self.full)) == Self.full)
    #expect(try read(line(MetricsRecord(step: 0))) == MetricsRecord(step: 0))
    var extreme = MetricsRecord(step: .max)
    extreme.loss = .leastNonzeroMagnitude
    extreme.gradientNorm = .greatestFiniteMagnitude
    extreme.seconds = 0.1 + 0.2
    #expect(try read(line(extreme)) == extreme)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `what is not finite is null, and its key is listed once`(lost: Double) throws {
    var record = Self.full
    record.loss = lost
    record.hiddenMaximum = lost
    record.gateSaturatedFraction = ["reset": lost, "update": 0.5]
    record.gradientByLag = [1, lost, 0.5, lost]
    record.gradientByLagByLayer = [[1], [lost, 2]]
    record.gradientByLagRandomCotangent = [lost]
    record.gradientQuartiles = [[lost, 1]]
    record.updateRatios = ["a": lost]
    record.gateHistogram = ["reset": [lost]]
    record.derivativeHistogram = [lost]
    record.lyapunovExponents = [0.5, lost]
    record.lastLosses = [2, lost]

    let back = try read(line(record))
    #expect(back == record.replacingNonFinite())
    #expect(back.loss == nil)
    #expect(back.gateSaturatedFraction == ["reset": nil, "update": 0.5])
    #expect(back.gradientByLag == [1, nil, 0.5, nil])
    #expect(back.gradientByLagByLayer == [[1], [nil, 2]])
    #expect(
      Set(back.nonFinite)
        == Set([
          "loss", "hidden_maximum", "gate_saturated_fraction", "gradient_by_lag",
          "gradient_by_lag_by_layer", "gradient_by_lag_random_cotangent", "gradient_quartiles",
          "update_ratios", "gate_histogram", "derivative_histogram", "last_losses",
        ]).union(lost == -.infinity ? [] : ["lyapunov_exponents"])
    )
    // An exponent of minus infinity has a meaning, and stays.
    #expect(back.lyapunovExponents == (lost == -.infinity ? [0.5, lost] : [0.5]))
    #expect(back.nonFinite.count == (lost == -.infinity ? 11 : 12))
    #expect(try line(back) == line(record))
  }

  /// Each number by itself, so that none can be written under another's key.
  @Test(
    arguments: [
      ("epoch", \MetricsRecord.epoch), ("loss", \.loss),
      ("bits_per_character", \.bitsPerCharacter), ("validation_loss", \.validationLoss),
      ("gradient_norm", \.gradientNorm), ("learning_rate", \.learningRate),
      ("characters_per_second", \.charactersPerSecond), ("seconds", \.seconds),
      ("hidden_norm", \.hiddenNorm), ("hidden_maximum", \.hiddenMaximum),
      ("inactive_fraction", \.inactiveFraction), ("dead_fraction", \.deadFraction),
      ("saturated_fraction", \.saturatedFraction), ("decay_rate", \.decayRate),
      ("e_fold_lag", \.eFoldLag), ("noise_scale", \.noiseScale), ("clip_rate", \.clipRate),
      ("gradient_norm_median", \.gradientNormMedian),
      ("gradient_norm_maximum", \.gradientNormMaximum),
      ("gradient_norm_p99", \.gradientNormPercentile99), ("weight_norm", \.weightNorm),
    ] as [(String, WritableKeyPath<MetricsRecord, Double?> & Sendable)]
  )
  func `a number that is not finite is listed under its own key`(
    key: String, path: WritableKeyPath<MetricsRecord, Double?> & Sendable
  ) throws {
    var record = MetricsRecord(step: 1)
    record[keyPath: path] = .nan
    #expect(record.replacingNonFinite().nonFinite == [key])
    record[keyPath: path] = 0.5
    #expect(try line(record).contains("\"\(key)\":0.5"))
  }

  @Test func `an older line without some keys is read, one without a step is not`() throws {
    var expected = MetricsRecord(step: 3)
    expected.loss = 2
    #expect(try read(#"{"step":3,"loss":2,"unknown":[1]}"#) == expected)
    #expect(throws: DecodingError.self) { try read(#"{"loss":2}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"step":3,"measured_because":"luck"}"#) }
  }

  @Test(arguments: ["schedule", "event", "start", "end"])
  func `a reason is written by its name`(name: String) throws {
    let record = try read("{\"step\":1,\"measured_because\":\"\(name)\"}")
    #expect(record.measuredBecause == MeasurementReason(rawValue: name))
    #expect(try line(record).contains("\"measured_because\":\"\(name)\""))
  }
}
