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
    var loss = CrossEntropySum()
    addLossAndGradient(&logits, target: target, to: &loss)
    return loss.total
  }

  /// The loss of one row of V logits, which become their softmax.
  ///
  /// - Precondition: `target` is in 0..<V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func loss(_ logits: inout MutableSpan<Scalar>, target: Int) -> Double {
    var loss = CrossEntropySum()
    addLoss(&logits, target: target, to: &loss)
    return loss.total
  }

  /// Adds the loss of one row of logits, which become the gradient with respect to themselves.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addLossAndGradient(
    _ logits: inout MutableSpan<Scalar>, target: Int, to loss: inout CrossEntropySum
  ) {
    addLoss(&logits, target: target, to: &loss)
    logits[target] -= 1
  }

  /// Adds the loss of one row of logits, which become their softmax.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addLoss(
    _ logits: inout MutableSpan<Scalar>, target: Int, to loss: inout CrossEntropySum
  ) {
    require(
      target >= 0 && target < logits.count, "target \(target) of \(logits.count) classes")
    let targetLogit = logits[target]
    var largest: Scalar = 0
    var sum: Scalar = 0
    if !Scalar.softmax(&logits, largest: &largest, sum: &sum) {
      largest = LaneReductions.maximum(logits.span)
      for index in logits.indices { logits[index] = Scalar.laneExp(logits[index] - largest) }
      sum = LaneReductions.sum(logits.span)
      let scale = 1 / sum
      for index in logits.indices { logits[index] *= scale }
    }
    loss.add(sum: Double(sum), distance: Double(largest) - Double(targetLogit))
  }
}
