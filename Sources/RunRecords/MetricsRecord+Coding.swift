extension MetricsRecord: Codable {
  private enum CodingKeys: String, CodingKey {
    case step, epoch, loss
    case bitsPerCharacter = "bits_per_character"
    case validationLoss = "validation_loss"
    case gradientNorm = "gradient_norm"
    case clipped
    case learningRate = "learning_rate"
    case charactersPerSecond = "characters_per_second"
    case seconds
    case hiddenNorm = "hidden_norm"
    case hiddenMaximum = "hidden_maximum"
    case inactiveFraction = "inactive_fraction"
    case deadFraction = "dead_fraction"
    case saturatedFraction = "saturated_fraction"
    case gateSaturatedFraction = "gate_saturated_fraction"
    case gradientByLag = "gradient_by_lag"
    case gradientByLagByLayer = "gradient_by_lag_by_layer"
    case gradientByLagRandomCotangent = "gradient_by_lag_random_cotangent"
    case rowsWithoutGradient = "rows_without_gradient"
    case decayRate = "decay_rate"
    case eFoldLag = "e_fold_lag"
    case measuredBecause = "measured_because"
    case nonFinite = "non_finite"
  }

  private static var numbers: [(CodingKeys, WritableKeyPath<MetricsRecord, Double?>)] {
    [
      (.epoch, \.epoch), (.loss, \.loss), (.bitsPerCharacter, \.bitsPerCharacter),
      (.validationLoss, \.validationLoss), (.gradientNorm, \.gradientNorm),
      (.learningRate, \.learningRate), (.charactersPerSecond, \.charactersPerSecond),
      (.seconds, \.seconds), (.hiddenNorm, \.hiddenNorm), (.hiddenMaximum, \.hiddenMaximum),
      (.inactiveFraction, \.inactiveFraction), (.deadFraction, \.deadFraction),
      (.saturatedFraction, \.saturatedFraction), (.decayRate, \.decayRate),
      (.eFoldLag, \.eFoldLag),
    ]
  }

  private static var profiles: [(CodingKeys, WritableKeyPath<MetricsRecord, [Double?]?>)] {
    [
      (.gradientByLag, \.gradientByLag),
      (.gradientByLagRandomCotangent, \.gradientByLagRandomCotangent),
    ]
  }

  /// Reads a record; a key that is missing counts as null, and unknown keys are passed over.
  ///
  /// - Throws: `DecodingError` if a value is not of its type, or if there is no step.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(step: try container.decode(Int.self, forKey: .step))
    for (key, path) in Self.numbers {
      self[keyPath: path] = try container.decodeIfPresent(Double.self, forKey: key)
    }
    for (key, path) in Self.profiles {
      self[keyPath: path] = try container.decodeIfPresent([Double?].self, forKey: key)
    }
    clipped = try container.decodeIfPresent(Bool.self, forKey: .clipped)
    gateSaturatedFraction = try container.decodeIfPresent(
      [String: Double?].self,
      forKey: .gateSaturatedFraction
    )
    gradientByLagByLayer = try container.decodeIfPresent(
      [[Double?]].self,
      forKey: .gradientByLagByLayer
    )
    rowsWithoutGradient = try container.decodeIfPresent(Int.self, forKey: .rowsWithoutGradient)
    measuredBecause = try container.decodeIfPresent(
      MeasurementReason.self,
      forKey: .measuredBecause
    )
    nonFinite = try container.decodeIfPresent([String].self, forKey: .nonFinite) ?? []
  }

  /// Writes every key, with null for what is nil or not finite.
  ///
  /// - Throws: What the encoder throws; numbers that are not finite are no reason.
  public func encode(to encoder: any Encoder) throws {
    let record = replacingNonFinite()
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(step, forKey: .step)
    for (key, path) in Self.numbers { try container.encode(record[keyPath: path], forKey: key) }
    for (key, path) in Self.profiles { try container.encode(record[keyPath: path], forKey: key) }
    try container.encode(clipped, forKey: .clipped)
    try container.encode(record.gateSaturatedFraction, forKey: .gateSaturatedFraction)
    try container.encode(record.gradientByLagByLayer, forKey: .gradientByLagByLayer)
    try container.encode(rowsWithoutGradient, forKey: .rowsWithoutGradient)
    try container.encode(measuredBecause, forKey: .measuredBecause)
    try container.encode(record.nonFinite, forKey: .nonFinite)
  }

  /// The record that a reader of its JSON gets: nil for what is not finite, its key listed.
  public func replacingNonFinite() -> MetricsRecord {
    var record = self
    func finite(_ number: Double?, _ key: CodingKeys) -> Double? {
      guard let number, !number.isFinite else { return number }
      if !record.nonFinite.contains(key.rawValue) { record.nonFinite.append(key.rawValue) }
      return nil
    }
    for (key, path) in Self.numbers { record[keyPath: path] = finite(self[keyPath: path], key) }
    for (key, path) in Self.profiles {
      record[keyPath: path] = self[keyPath: path]?.map { finite($0, key) }
    }
    record.gateSaturatedFraction = gateSaturatedFraction?.mapValues {
      finite($0, .gateSaturatedFraction)
    }
    record.gradientByLagByLayer = gradientByLagByLayer?.map { layer in
      layer.map { finite($0, .gradientByLagByLayer) }
    }
    return record
  }
}
