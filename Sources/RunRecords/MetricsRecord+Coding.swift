extension MetricsRecord: Codable {
  enum CodingKeys: String, CodingKey {
    case step, epoch, loss
    case bitsPerCharacter = "bits_per_character"
    case validationLoss = "validation_loss"
    case gradientNorm = "gradient_norm"
    case clipped
    case clipRate = "clip_rate"
    case gradientNormMedian = "gradient_norm_median"
    case gradientNormMaximum = "gradient_norm_maximum"
    case gradientNormPercentile99 = "gradient_norm_p99"
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
    case gradientQuartiles = "gradient_quartiles"
    case hiddenByLag = "hidden_by_lag"
    case largestSingularValue = "largest_singular_value"
    case spectralRadius = "spectral_radius"
    case lyapunovExponents = "lyapunov_exponents"
    case updateRatios = "update_ratios"
    case gateMeans = "gate_means"
    case gateHistogram = "gate_histogram"
    case derivativeHistogram = "derivative_histogram"
    case noiseScale = "noise_scale"
    case divergence, recovery, remedies
    case divergenceOrigin = "divergence_origin"
    case divergenceCause = "divergence_cause"
    case hiddenByStep = "hidden_by_step"
    case cotangentByStep = "cotangent_by_step"
    case weightNorm = "weight_norm"
    case lastUpdates = "last_updates"
    case lastLosses = "last_losses"
    case lastGradientNorms = "last_gradient_norms"
    case lastClippingFactors = "last_clipping_factors"
    case lastHiddenNorms = "last_hidden_norms"
    case lastCotangentNorms = "last_cotangent_norms"
    case lastWeightNorms = "last_weight_norms"
    case measuredBecause = "measured_because"
    case nonFinite = "non_finite"
  }

  static let numbers: [(CodingKeys, WritableKeyPath<MetricsRecord, Double?> & Sendable)] = [
    (.epoch, \.epoch), (.loss, \.loss), (.bitsPerCharacter, \.bitsPerCharacter),
    (.validationLoss, \.validationLoss), (.gradientNorm, \.gradientNorm),
    (.clipRate, \.clipRate), (.gradientNormMedian, \.gradientNormMedian),
    (.gradientNormMaximum, \.gradientNormMaximum),
    (.gradientNormPercentile99, \.gradientNormPercentile99),
    (.learningRate, \.learningRate), (.charactersPerSecond, \.charactersPerSecond),
    (.seconds, \.seconds), (.hiddenNorm, \.hiddenNorm), (.hiddenMaximum, \.hiddenMaximum),
    (.inactiveFraction, \.inactiveFraction), (.deadFraction, \.deadFraction),
    (.saturatedFraction, \.saturatedFraction), (.decayRate, \.decayRate),
    (.eFoldLag, \.eFoldLag), (.noiseScale, \.noiseScale),
    (.weightNorm, \.weightNorm),
  ]

  static let profiles: [(CodingKeys, WritableKeyPath<MetricsRecord, [Double?]?> & Sendable)] = [
    (.gradientByLag, \.gradientByLag),
    (.gradientByLagRandomCotangent, \.gradientByLagRandomCotangent),
    (.hiddenByLag, \.hiddenByLag), (.largestSingularValue, \.largestSingularValue),
    (.spectralRadius, \.spectralRadius), (.derivativeHistogram, \.derivativeHistogram),
    (.hiddenByStep, \.hiddenByStep), (.cotangentByStep, \.cotangentByStep),
    (.lastLosses, \.lastLosses), (.lastGradientNorms, \.lastGradientNorms),
    (.lastClippingFactors, \.lastClippingFactors),
    (.lastHiddenNorms, \.lastHiddenNorms), (.lastCotangentNorms, \.lastCotangentNorms),
    (.lastWeightNorms, \.lastWeightNorms),
  ]

  static let profileLists: [(CodingKeys, WritableKeyPath<MetricsRecord, [[Double?]]?> & Sendable)] =
    [
      (.gradientByLagByLayer, \.gradientByLagByLayer), (.gradientQuartiles, \.gradientQuartiles),
    ]

  static let texts: [(CodingKeys, WritableKeyPath<MetricsRecord, String?> & Sendable)] = [
    (.divergence, \.divergence), (.divergenceOrigin, \.divergenceOrigin),
    (.divergenceCause, \.divergenceCause), (.recovery, \.recovery),
  ]

  static let namedNumbers:
    [(CodingKeys, WritableKeyPath<MetricsRecord, [String: Double?]?> & Sendable)] = [
      (.gateSaturatedFraction, \.gateSaturatedFraction), (.gateMeans, \.gateMeans),
      (.updateRatios, \.updateRatios),
    ]

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
    for (key, path) in Self.profileLists {
      self[keyPath: path] = try container.decodeIfPresent([[Double?]].self, forKey: key)
    }
    for (key, path) in Self.namedNumbers {
      self[keyPath: path] = try container.decodeIfPresent([String: Double?].self, forKey: key)
    }
    gateHistogram = try container.decodeIfPresent([String: [Double?]].self, forKey: .gateHistogram)
    lyapunovExponents = try container.decodeIfPresent(
      [ExponentCoding].self, forKey: .lyapunovExponents
    )?.map(\.value)
    clipped = try container.decodeIfPresent(Bool.self, forKey: .clipped)
    for (key, path) in Self.texts {
      self[keyPath: path] = try container.decodeIfPresent(String.self, forKey: key)
    }
    remedies = try container.decodeIfPresent([String].self, forKey: .remedies)
    rowsWithoutGradient = try container.decodeIfPresent(Int.self, forKey: .rowsWithoutGradient)
    lastUpdates = try container.decodeIfPresent([Int].self, forKey: .lastUpdates)
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
    for (key, path) in Self.profileLists {
      try container.encode(record[keyPath: path], forKey: key)
    }
    for (key, path) in Self.namedNumbers {
      try container.encode(record[keyPath: path], forKey: key)
    }
    try container.encode(record.gateHistogram, forKey: .gateHistogram)
    try container.encode(
      record.lyapunovExponents?.map(ExponentCoding.init(value:)), forKey: .lyapunovExponents)
    try container.encode(clipped, forKey: .clipped)
    for (key, path) in Self.texts { try container.encode(record[keyPath: path], forKey: key) }
    try container.encode(remedies, forKey: .remedies)
    try container.encode(rowsWithoutGradient, forKey: .rowsWithoutGradient)
    try container.encode(lastUpdates, forKey: .lastUpdates)
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
    // Most values are finite, and are kept as they are.
    func isLost(_ number: Double?) -> Bool { number.map { !$0.isFinite } ?? false }
    for (key, path) in Self.numbers where isLost(self[keyPath: path]) {
      record[keyPath: path] = finite(self[keyPath: path], key)
    }
    for (key, path) in Self.profiles {
      guard let list = self[keyPath: path], list.contains(where: isLost) else { continue }
      record[keyPath: path] = list.map { finite($0, key) }
    }
    for (key, path) in Self.profileLists {
      guard let lists = self[keyPath: path], lists.contains(where: { $0.contains(where: isLost) })
      else { continue }
      record[keyPath: path] = lists.map { list in list.map { finite($0, key) } }
    }
    for (key, path) in Self.namedNumbers {
      guard let named = self[keyPath: path], named.values.contains(where: isLost) else { continue }
      record[keyPath: path] = named.mapValues { finite($0, key) }
    }
    if let gateHistogram, gateHistogram.values.contains(where: { $0.contains(where: isLost) }) {
      record.gateHistogram = gateHistogram.mapValues { bins in
        bins.map { finite($0, .gateHistogram) }
      }
    }
    record.lyapunovExponents = lyapunovExponents?.filter { exponent in
      exponent == -.infinity || finite(exponent, .lyapunovExponents) != nil
    }
    return record
  }
}

/// An exponent in JSON: a number, or the string `-inf` for a direction lost in one step.
private struct ExponentCoding: Codable {
  let value: Double

  init(value: Double) { self.value = value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if (try? container.decode(String.self)) == "-inf" {
      value = -.infinity
    } else {
      value = try container.decode(Double.self)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value == -.infinity { try container.encode("-inf") } else { try container.encode(value) }
  }
}
