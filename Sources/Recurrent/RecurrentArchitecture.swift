import BLASMatrices
import LaneMath

/// What a network's inputs are.
public enum InputKind: String, Sendable, Codable {
  /// Classes 0..<I, as if one-hot; they select rows of W_ih and are never multiplied.
  case tokens
  /// Real-valued vectors of I numbers.
  case values
}

/// A stack of recurrent layers and a readout: everything of a network but its numbers.
///
/// Letters: L layers, T steps, B batch, I input, H hidden, V outputs.
public struct RecurrentArchitecture<Scalar: BLASScalar>: Sendable {
  /// The layers, lowest first; each may have its own cell and size.
  public let layers: [RecurrentLayer<Scalar>]
  /// The linear layer from the top hidden state to V outputs.
  public let readout: Readout<Scalar>
  /// What the lowest layer reads.
  public let inputs: InputKind
  /// Where each parameter lies in a block.
  public let layout: ParameterLayout

  /// Stacks `cells`, lowest first, below a readout of `outputSize` outputs.
  ///
  /// - Precondition: there is a cell, and each reads what the one below it puts out.
  public init(cells: [any RecurrentCell<Scalar>], outputSize: Int, inputs: InputKind = .tokens) {
    require(!cells.isEmpty, "a network needs at least one cell")
    require(outputSize > 0, "a readout of \(outputSize) outputs")
    var layout = ParameterLayout()
    var layers: [RecurrentLayer<Scalar>] = []
    for (index, cell) in cells.enumerated() {
      if let below = layers.last {
        require(
          cell.shape.inputSize == below.shape.hiddenSize,
          "layer \(index) reads \(cell.shape.inputSize) inputs, "
            + "but layer \(index - 1) has \(below.shape.hiddenSize) hidden units")
      }
      layers.append(RecurrentLayer(cell: cell, index: index, layout: &layout))
    }
    readout = Readout(
      inputSize: layers[layers.count - 1].shape.hiddenSize, outputSize: outputSize,
      layout: &layout)
    self.layers = layers
    self.layout = layout
    self.inputs = inputs
  }

  /// I: what the lowest layer reads.
  public var inputSize: Int { layers[0].shape.inputSize }

  /// V: what the readout puts out.
  public var outputSize: Int { readout.outputSize }
}
