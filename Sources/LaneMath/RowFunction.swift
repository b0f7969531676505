/// An activation that has a loop of its own where ``MachineKernels`` are available.
public enum RowFunction: Sendable {
  /// tanh(x)
  case tanh
  /// amplitude * tanh(rate * x)
  case scaledTanh(amplitude: Double, rate: Double)
  /// 1 / (1 + exp(-x))
  case sigmoid
  /// exp(x)
  case exponential
  /// slope * x for positive x, amplitude * (exp(rate * x) - 1) else
  case exponentialLinear(slope: Double, amplitude: Double, rate: Double)
  /// log(1 + exp(rate * x)) / rate
  case softplus(rate: Double)
  /// -log(1 + exp(-x))
  case logSigmoid
  /// x / (1 + exp(-x))
  case silu
  /// x times the normal distribution function
  case gelu
  /// The tanh form of gelu
  case tanhGELU
  /// x tanh(log(1 + exp(x)))
  case mish
  /// x - tanh(x)
  case tanhshrink
  /// x * tanh(x)
  case linearlyScaledTanh
  /// log(cosh(x))
  case logCosh
  /// x / (1 + |x|)
  case softsign
  /// (x + sqrt(x^2 + b)) / 2
  case squareplus(b: Double)
  /// exp(x) over its sum in the row; what is written as derivative is the value
  case softmax
}

/// A loop over a row: preactivations in, values and derivatives out, all of the same count.
public typealias RowKernel<Scalar> =
  @Sendable (Span<Scalar>, inout MutableSpan<Scalar>, inout MutableSpan<Scalar>) -> Void

/// A pullback of a row: records in; the cotangent of the value in, of the preactivation out.
public typealias RowPullback<Scalar> = @Sendable (Span<Scalar>, inout MutableSpan<Scalar>) -> Void
