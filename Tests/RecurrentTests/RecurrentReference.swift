import Activations
import BLASMatrices
import Recurrent

/// One `recurrent-*.json`: a window through nn.RNN or nn.GRU, and all gradients of its mean loss.
struct RecurrentReference: Decodable {
  struct Tensor: Decodable {
    var shape: [Int]
    var values: [Double]
  }

  var cell: String
  var inputSize: Int
  var hiddenSize: Int
  var layers: Int
  var vocabulary: Int
  var steps: Int
  var batch: Int
  var parameters: Tensors
  var inputs: [Double]
  var initialState: [Double]
  var targets: [Int32]
  var outputs: [Double]
  var finalState: [Double]
  var logits: [Double]
  var loss: Double
  var gradients: Tensors
  var inputGradient: [Double]
  var initialStateGradient: [Double]

  /// The names of all files.
  static let names = ["gru", "rnn-relu", "rnn-tanh"].flatMap {
    ["recurrent-\($0)-1-layer", "recurrent-\($0)-2-layers"]
  }
}

extension RecurrentReference {
  /// Tensors by name; keys are kept as written, whatever the decoder does to those of structs.
  struct Tensors: Decodable {
    var byName: [String: Tensor]

    init(from decoder: any Decoder) throws {
      byName = try decoder.singleValueContainer().decode([String: Tensor].self)
    }
  }

  /// The same network here.
  func network<Scalar: BLASScalar>(_ scalar: Scalar.Type) -> RecurrentNetwork<Scalar> {
    let form: CellForm = cell == "gru" ? .resetAfterCandidate : .elman
    let architecture = form.architecture(
      cell == "rnn-relu" ? Activation<Scalar>.relu : .tanh, inputSize: inputSize,
      hiddenSizes: Array(repeating: hiddenSize, count: layers), outputSize: vocabulary,
      inputs: .values)
    var block = ParameterBlock<Scalar>(layout: architecture.layout)
    for (name, tensor) in parameters.byName {
      let columns = tensor.shape[tensor.shape.count - 1]
      block[name] = Matrix(
        rowCount: tensor.values.count / columns, columnCount: columns,
        elements: tensor.values.map { Scalar($0) })
    }
    return RecurrentNetwork(architecture: architecture, parameters: block)
  }

  /// The same window here.
  func tape<Scalar: BLASScalar>(
    _ architecture: RecurrentArchitecture<Scalar>
  ) -> NetworkTape<Scalar> {
    let tape = NetworkTape(architecture, steps: steps, batchSize: batch)
    let (values, targetMemory) = (tape.values, tape.targets)
    let input = Matrix(
      rowCount: steps * batch, columnCount: inputSize, elements: inputs.map { Scalar($0) })
    var target = values.mutableView
    target.copy(input.view)
    var classes = targetMemory.mutableSpan
    for index in targets.indices { classes[index] = targets[index] }
    let size = batch * hiddenSize
    tape.initialState = (0..<layers).map { layer in
      Matrix(
        rowCount: batch, columnCount: hiddenSize,
        elements: initialState[layer * size..<(layer + 1) * size].map { Scalar($0) })
    }
    return tape
  }
}
