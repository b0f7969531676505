/// How the parameters of a network are drawn before training.
///
/// The name says what W_hh becomes. Unless stated otherwise W_ih and the readout weights are
/// uniform in ±1/√H, PyTorch's default, and all biases are zero.
public enum Initialization: Sendable, Equatable {
  /// PyTorch's default: everything, biases too, uniform in ±1/√H.
  case pytorch
  /// Glorot and Bengio 2010: weights uniform in ±√(6 / (in + out)), gate by gate.
  case glorot
  /// A random orthogonal matrix per gate times `gain` (Saxe et al. 2014; QR with fixed signs).
  case orthogonal(gain: Double)
  /// IRNN (Le, Jaitly and Hinton 2015): W_hh the identity, other weights N(0, 0.001²).
  case identity
  /// `scale` times the identity; other weights as PyTorch draws them.
  case scaledIdentity(scale: Double)
  /// np-RNN (Talathi and Vartak 2015): (A + I) / λ_max(A + I) with A = R Rᵀ / H, R Gaussian.
  case npRNN
  /// W_hh entries N(0, gain² / H), the ensemble of mean-field theory.
  case gaussian(gain: Double)
  /// As `gaussian`, with a gain for each layer (or one for all): what ``critical(for:inputPower:)``
  /// computes.
  case critical(gains: [Double])
}
