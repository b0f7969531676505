import Activations
import BLASMatrices
import Recurrent

extension RunConfiguration {
  /// The network that the configuration describes, reading and predicting V tokens.
  ///
  /// - Precondition: `hiddenSize` names a layer, and all sizes are positive.
  /// - Throws: `ActivationError` where an activation is no name of the catalogue and no
  ///   expression.
  public func architecture<Scalar: BLASScalar>(
    vocabularySize: Int
  ) throws(ActivationError) -> RecurrentArchitecture<Scalar> {
    let hidden = try Activation<Scalar>(parsing: hidden)
    let reset = try Activation<Scalar>(parsing: resetGate ?? "sigmoid")
    let update = try Activation<Scalar>(parsing: updateGate ?? "sigmoid")
    let cells = cell.cells(
      inputSize: vocabularySize, hiddenSizes: hiddenSize, hidden: hidden, reset: reset,
      update: update)
    return RecurrentArchitecture(cells: cells, outputSize: vocabularySize)
  }

  /// Whether PyTorch's `nn.RNN` or `nn.GRU` computes the same.
  ///
  /// They have their own activations, the reset after the product, and layers of one size.
  public var isPyTorchModel: Bool {
    guard Set(hiddenSize).count == 1 else { return false }
    return switch cell {
    case .elman: hidden == "tanh" || hidden == "relu"
    case .gru: hidden == "tanh" && resetGate == "sigmoid" && updateGate == "sigmoid"
    case .gruResetBefore: false
    }
  }
}
