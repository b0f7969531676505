import GradientFlow

/// One number of each seed, and what they say together.
struct SeedStatistics: Encodable {
  /// By seed; nil where it was refused.
  let values: [Double?]
  /// Of the values that are there.
  let median: Double?
  /// The standard error of their mean; nil for fewer than two, or where one is infinite.
  let error: Double?

  init(_ values: [Double?]) {
    self.values = values
    let found = values.compactMap(\.self)
    median = found.contains(where: \.isNaN) ? nil : Quantile.median(found)
    let count = Double(found.count)
    let mean = found.reduce(0, +) / count
    let squares = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    error =
      found.count < 2 || !mean.isFinite ? nil : (squares / (count * (count - 1))).squareRoot()
  }

  /// With `null` for what is missing, so that every key is there.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(values, forKey: .values)
    try container.encode(median, forKey: .median)
    try container.encode(error, forKey: .error)
  }

  private enum CodingKeys: String, CodingKey { case values, median, error }
}
