import BLASMatrices
import Recurrent

/// What one forward and backward pass over a window gives.
struct WindowResult<Scalar: BLASScalar> {
  /// The summed loss.
  var loss: LossSum
  /// The loss again, from the pass without gradients.
  var lossAlone: LossSum
  /// The gradient of the summed loss.
  var gradient: ParameterBlock<Scalar>
  /// dL/dh0, per layer [B x S].
  var stateGradients: [Matrix<Scalar>]
  /// dL/dx, [T*B x I], of the lowest layer.
  var inputGradient: Matrix<Scalar>
  /// The top hidden states, [T*B x H].
  var outputs: Matrix<Scalar>
  /// [T*B x V].
  var logits: Matrix<Scalar>
  /// The state after the window, per layer [B x S].
  var finalState: [Matrix<Scalar>]

  init(_ network: RecurrentNetwork<Scalar>, _ tape: NetworkTape<Scalar>) {
    let architecture = network.architecture
    let parameters = network.parameters.view
    architecture.forward(parameters, tape)
    let hidden = Matrix(architecture.topHidden(tape))
    var logits = Matrix<Scalar>(
      rowCount: hidden.rowCount, columnCount: architecture.outputSize)
    var target = logits.mutableView
    architecture.readout.setLogits(parameters, hidden: hidden.view, into: &target)
    outputs = hidden
    self.logits = logits
    finalState = tape.finalState
    lossAlone = architecture.loss(parameters, tape)

    let memory = Workspace<Scalar>(rowCount: 1, columnCount: architecture.layout.count)
    var sums = MutableParameterView(layout: architecture.layout, elements: memory.mutableView)
    loss = architecture.lossAndGradient(parameters, tape, gradient: &sums)
    gradient = ParameterBlock(ParameterView(layout: architecture.layout, elements: memory.view))
    stateGradients = tape.layers.map { layer in
      let memory = layer.stateCotangent
      return Matrix(memory.view)
    }
    var inputGradient = Matrix<Scalar>(
      rowCount: hidden.rowCount, columnCount: architecture.inputSize)
    var input = inputGradient.mutableView
    architecture.setInputCotangent(parameters, tape, into: &input)
    self.inputGradient = inputGradient
  }
}
