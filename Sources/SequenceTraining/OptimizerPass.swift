import BLASMatrices
import LaneMath

/// One update of a run of parameters: clipping and optimizer fused into one pass over memory.
///
/// The same arithmetic for each element whatever the run's bounds, so that the cut into runs does
/// not show in the result.
struct OptimizerPass<Scalar: BLASScalar> {
  let optimizer: Optimizer
  let learningRate: Double
  /// t, from 1.
  let update: Int
  /// What the gradient is multiplied with: 1 / count, and the clipping by norm.
  let gradientFactor: Double
  /// The clipping by value, after the factor.
  let elementLimit: Double

  /// Moves `parameters` and its `first` and `second` moments (empty where not kept).
  func apply(
    to parameters: inout MutableSpan<Scalar>, gradient: Span<Scalar>,
    first: inout MutableSpan<Scalar>, second: inout MutableSpan<Scalar>
  ) {
    let factor = Scalar(gradientFactor)
    let limit = Scalar(elementLimit)
    switch optimizer {
    case .sgd(let momentum, let nesterov):
      if momentum == 0 {
        OptimizerRow.descend(&parameters, gradient, factor, limit, rate: Scalar(learningRate))
      } else {
        OptimizerRow.descend(
          &parameters, gradient, factor, limit, rate: Scalar(learningRate),
          momentum: Scalar(momentum), nesterov: nesterov, &first)
      }
    case .rmsprop(let decay, let epsilon):
      OptimizerRow.scaled(
        &parameters, gradient, factor, limit, rate: Scalar(learningRate), keep: Scalar(decay),
        add: Scalar(1 - decay), epsilon: Scalar(epsilon), &first)
    case .adagrad(let epsilon):
      OptimizerRow.scaled(
        &parameters, gradient, factor, limit, rate: Scalar(learningRate), keep: 1, add: 1,
        epsilon: Scalar(epsilon), &first)
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      let time = Double(update)
      OptimizerRow.adam(
        &parameters, gradient,
        AdamConstants(
          factor: factor, limit: limit, keepFirst: Scalar(beta1), addFirst: Scalar(1 - beta1),
          keepSecond: Scalar(beta2),
          addSecond: Scalar(1 - beta2),
          rate: Scalar(learningRate / (1 - Double.pow(beta1, time))),
          secondScale: Scalar(1 / (1 - Double.pow(beta2, time)).squareRoot()),
          epsilon: Scalar(epsilon), shrink: Scalar(1 - learningRate * weightDecay)),
        &first, &second)
    }
  }
}
