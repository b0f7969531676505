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
    let (largest, sum) = Scalar.laneSoftmax(&logits) ?? softmax(&logits)
    logits[target] -= 1
    return Double.log(Double(sum)) + (Double(largest) - Double(targetLogit))
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
    let (largest, sum) = Scalar.laneSoftmax(&logits) ?? softmax(&logits)
    return Double.log(Double(sum)) + (Double(largest) - Double(targetLogit))
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func softmax(_ row: inout MutableSpan<Scalar>) -> (largest: Scalar, sum: Scalar) {
    let largest = LaneReductions.maximum(row.span)
    for index in row.indices { row[index] = Scalar.laneExp(row[index] - largest) }
    let sum = LaneReductions.sum(row.span)
    let scale = 1 / sum
    for index in row.indices { row[index] *= scale }
    return (largest, sum)
  }
}
