import BLASMatrices
import Recurrent

/// ‖dL_T/dh^l_(T-k)‖ by Recurrent's own backward pass, once per lag.
///
/// For lag k the last k steps run again from the state that the window had there, with the loss of
/// the last step alone: the cotangent of the first state is what came back in time. What the layer
/// above adds at the same step comes from the gates of the k + 1 last steps.
struct SeparatePasses {
  let network: RecurrentNetwork<Double>
  let tape: NetworkTape<Double>

  /// The norms of one row, by layer and lag.
  func norms(row: Int) -> [[Double]] {
    let layers = network.architecture.layers
    var gradients = layers.map { layer in
      Array(repeating: Array(repeating: 0.0, count: layer.shape.hiddenSize), count: tape.steps)
    }
    for lag in 0..<tape.steps {
      if lag > 0 {
        let piece = backward(steps: lag)
        for (index, layer) in layers.enumerated() {
          let memory = piece.layers[index].stateCotangent
          add(memory.view[row], layer.shape.hiddenSize, to: &gradients[index][lag])
        }
      }
      let piece = backward(steps: lag + 1)
      for (index, layer) in layers.enumerated() where index < layers.count - 1 {
        let fromAbove = inputCotangent(ofLayer: index + 1, row: row, piece)
        add(fromAbove.view[0], layer.shape.hiddenSize, to: &gradients[index][lag])
      }
      if lag == 0 {
        let top = layers.count - 1
        let losses = lastLossCotangents(piece)
        add(losses.view[row], layers[top].shape.hiddenSize, to: &gradients[top][0])
      }
    }
    return gradients.map { $0.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() } }
  }

  private func add(_ source: Span<Double>, _ count: Int, to target: inout [Double]) {
    for index in 0..<count { target[index] += source[index] }
  }

  /// The last `steps` steps of the window, forward and backward, in a tape of their own.
  private func backward(steps: Int) -> NetworkTape<Double> {
    let architecture = network.architecture
    let piece = NetworkTape(architecture, steps: steps, batchSize: tape.batchSize)
    let first = tape.steps - steps
    piece.initialState = tape.layers.map { Matrix($0.state(before: first)) }
    let (source, target) = (tape.tokens, piece.tokens)
    var tokens = target.mutableSpan
    for index in tokens.indices { tokens[index] = source.span[first * tape.batchSize + index] }
    let parameters = network.parameters.view
    architecture.forward(parameters, piece)
    injectLastLoss(piece)
    architecture.clearStateCotangents(piece)
    let memory = Workspace<Double>(rowCount: 1, columnCount: architecture.layout.count)
    var gradient = MutableParameterView(
      layout: architecture.layout, elements: memory.mutableView)
    architecture.backward(parameters, piece, gradient: &gradient)
    return piece
  }

  /// [1 x I]: da W_ihᵀ of a row in the first step of a piece that has run backward.
  private func inputCotangent(
    ofLayer layer: Int, row: Int, _ piece: NetworkTape<Double>
  ) -> Matrix<Double> {
    let weight = network.parameters["rnn.weight_ih_l\(layer)"]
    let layerTape = piece.layers[layer]
    let gates = Matrix(layerTape.gatesView.rows(row..<row + 1))
    return Matrix.product(gates, weight)
  }

  /// The cotangents of the last step's loss in the last step, zero before.
  private func injectLastLoss(_ piece: NetworkTape<Double>) {
    let top = piece.layers[piece.layers.count - 1]
    var cotangents = top.outputCotangents
    cotangents.fill(0)
    var last = cotangents.rows((piece.steps - 1) * piece.batchSize..<piece.steps * piece.batchSize)
    last.copy(lastLossCotangents(piece).view)
  }

  /// [B x H]: (softmax(y) - onehot(target)) Wᵀ of the last step, in plain arithmetic.
  private func lastLossCotangents(_ piece: NetworkTape<Double>) -> Matrix<Double> {
    let hidden = Matrix(network.architecture.topHidden(piece))
    let weight = network.parameters["readout.weight"]
    let bias = network.parameters["readout.bias"]
    let (targets, batchSize) = (tape.targets, tape.batchSize)
    var cotangents = Matrix<Double>(rowCount: batchSize, columnCount: weight.columnCount)
    for row in 0..<batchSize {
      let last = (piece.steps - 1) * batchSize + row
      let logits = (0..<weight.rowCount).map { output in
        (0..<weight.columnCount).reduce(bias[0, output]) {
          $0 + weight[output, $1] * hidden[last, $1]
        }
      }
      let shares = Softmax.of(logits)
      let target = Int(targets.span[(tape.steps - 1) * batchSize + row])
      for unit in 0..<weight.columnCount {
        cotangents[row, unit] = shares.indices.reduce(0) {
          $0 + (shares[$1] - ($1 == target ? 1 : 0)) * weight[$1, unit]
        }
      }
    }
    return cotangents
  }
}
