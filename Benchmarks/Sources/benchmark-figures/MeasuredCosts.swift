/// The part of `run.py`'s results that is drawn.
struct MeasuredCosts: Decodable {
  /// A point of a curve along one size.
  struct CurvePoint: Decodable {
    /// The size that varies, as requests name it.
    var axis: String
    var value: Double
    /// `tanh` or `gru`.
    var cell: String
    var secondsPerCharacter: Double
    var peakBytes: Double
    /// What weights, gradients and moments take by arithmetic, and what tapes do.
    var blockBytes: Double
    var tapeBytes: Double
  }

  /// A text of some size.
  struct CorpusPoint: Decodable {
    var bytes: Double
    /// From launch to the first update.
    var seconds: Double
    var peakBytes: Double
  }

  var curves: [CurvePoint]?
  var corpus: [CorpusPoint]?
}
