import RealModule

/// One window and its update, as plain numbers.
public struct TrainingStep: Sendable, Equatable {
  /// Which update it was, from 1.
  public let number: Int
  /// How many passes over the data had begun, from 1.
  public let epoch: Int
  /// The mean cross-entropy of the window before the update, in nats.
  public let loss: Double
  /// ‖g‖ of the mean loss over all parameters, before clipping.
  public let gradientNorm: Double
  /// Whether clipping changed the gradient.
  public let isClipped: Bool
  /// η.
  public let learningRate: Double
  /// What was done where the window diverged and no update was made; nil for an update.
  public var recovery: TrainingRecovery? = nil

  /// The loss in bits per character (or whatever a token stands for): loss / ln 2.
  public var bitsPerCharacter: Double { loss / Double.log(2) }
}
