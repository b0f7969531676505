import Foundation

/// `mean-field.json`: expectations and fixed points by mpmath.
struct MeanFieldReference: Decodable {
  struct Moments: Decodable {
    var activation: String
    var secondMoments: [Double]
    var squaredSlopes: [Double]
  }

  struct FixedPoint: Decodable {
    var activation: String
    var gain: Double
    var inputDeviation: Double
    var variance: Double
    var gradientFactor: Double
  }

  struct Critical: Decodable {
    var activation: String
    var inputDeviation: Double
    var gain: Double
    var variance: Double
  }

  var variances: [Double]
  var moments: [Moments]
  var fixedPoints: [FixedPoint]
  var criticalGains: [Critical]

  /// Reads the file beside the script.
  static func read() throws -> MeanFieldReference {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      MeanFieldReference.self,
      from: Data(contentsOf: tests.appending(path: "Reference/mean-field.json")))
  }
}
