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
    let largest = LaneReductions.maximum(logits.span)
    let targetLogit = logits[target]
    for index in logits.indices { logits[index] = Scalar.laneExp(logits[index] - largest) }
    let sum = LaneReductions.sum(logits.span)
    let scale = 1 / sum
    for index in logits.indices { logits[index] *= scale }
    logits[target] -= 1
    return loss(sum: sum, largest: largest, target: targetLogit)
  }

  /// The loss of one row of V logits, which become their exponentials.
  ///
  /// - Precondition: `target` is in 0..<V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func loss(_ logits: inout MutableSpan<Scalar>, target: Int) -> Double {
    require(
      target >= 0 && target < logits.count, "target \(target) of \(logits.count) classes")
    let largest = LaneReductions.maximum(logits.span)
    let targetLogit = logits[target]
    for index in logits.indices { logits[index] = Scalar.laneExp(logits[index] - largest) }
    return loss(sum: LaneReductions.sum(logits.span), largest: largest, target: targetLogit)
  }

  private static func loss(sum: Scalar, largest: Scalar, target: Scalar) -> Double {
    Double.log(Double(sum)) + (Double(largest) - Double(target))
  }
}
