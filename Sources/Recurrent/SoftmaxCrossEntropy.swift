import BLASMatrices
import LaneMath

/// Softmax and cross-entropy in one pass over a row of logits.
///
///     p_v  = exp(y_v - max y) / sum_w exp(y_w - max y)
///     loss = -ln p_target,    dloss/dy_v = p_v - [v = target]
///
/// The maximum is taken out first, so that no exponential overflows; the loss is in nats.
public enum SoftmaxCrossEntropy<Scalar: BLASScalar> {
  /// The loss of one row of V logits, which become the gradient with respect to themselves.
  ///
  /// - Precondition: `target` is in 0..<V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func lossAndGradient(
    _ logits: inout MutableSpan<Scalar>, target: Int
  ) -> Double {
    require(
      target >= 0 && target < logits.count, "target \(target) of \(logits.count) classes")
    let targetLogit = logits[target]
    let logarithm = softmax(&logits)
    logits[target] -= 1
    return logarithm.ofSum + (logarithm.largest - Double(targetLogit))
  }

  /// The loss of one row of V logits, which become their softmax.
  ///
  /// - Precondition: `target` is in 0..<V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func loss(_ logits: inout MutableSpan<Scalar>, target: Int) -> Double {
    require(
      target >= 0 && target < logits.count, "target \(target) of \(logits.count) classes")
    let targetLogit = logits[target]
    let logarithm = softmax(&logits)
    return logarithm.ofSum + (logarithm.largest - Double(targetLogit))
  }

  /// Makes the softmax of a row y; gives max y, and the logarithm of the sum of exp(y - max y).
  ///
  /// Numbers in Double, not a pair of scalars: the metadata of a generic pair is looked up at each call.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func softmax(
    _ row: inout MutableSpan<Scalar>
  ) -> (largest: Double, ofSum: Double) {
    var largest: Scalar = 0
    var sum: Scalar = 0
    if !Scalar.softmax(&row, largest: &largest, sum: &sum) {
      largest = LaneReductions.maximum(row.span)
      for index in row.indices { row[index] = Scalar.laneExp(row[index] - largest) }
      sum = LaneReductions.sum(row.span)
      let scale = 1 / sum
      for index in row.indices { row[index] *= scale }
    }
    return (Double(largest), Double.log(Double(sum)))
  }
}
