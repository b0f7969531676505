import BLASMatrices
import Recurrent

/// A window of T steps as T windows of one: the state carried forward, its cotangent handed back.
struct SteppedWindow<Scalar: BLASScalar> {
  /// The logits of all steps.
  var logits: [Scalar] = []
  /// The gradient of the loss summed over all steps.
  var gradient: ParameterBlock<Scalar>
  /// dL/dh0, per layer.
  var stateGradients: [Matrix<Scalar>]
  /// dL/dx of all steps.
  var inputGradient: [Scalar] = []

  init(_ network: RecurrentNetwork<Scalar>, _ window: NetworkTape<Scalar>) {
    let architecture = network.architecture
    var state = window.initialState
    var tapes: [NetworkTape<Scalar>] = []
    for step in 0..<window.steps {
      let tape = NetworkTape(architecture, steps: 1, batchSize: window.batchSize)
      tape.copy(window, firstStep: step, withState: false)
      tape.initialState = state
      logits += WindowResult(network, tape).logits.elements
      state = tape.finalState
      tapes.append(tape)
    }

    gradient = ParameterBlock(layout: architecture.layout)
    stateGradients = state.map { Matrix(rowCount: $0.rowCount, columnCount: $0.columnCount) }
    for tape in tapes.reversed() {
      let (sums, inputs) = Self.backward(network, tape, from: stateGradients)
      for index in gradient.elements.indices {
        gradient.elements[index] += sums.elements[index]
      }
      inputGradient = inputs.elements + inputGradient
      stateGradients = tape.layers.map { layer in
        let memory = layer.stateCotangent
        return Matrix(memory.view)
      }
    }
  }

  /// One step back, with the cotangent of the state after it.
  private static func backward(
    _ network: RecurrentNetwork<Scalar>, _ tape: NetworkTape<Scalar>,
    from stateGradients: [Matrix<Scalar>]
  ) -> (ParameterBlock<Scalar>, Matrix<Scalar>) {
    let architecture = network.architecture
    let layout = architecture.layout
    let parameters = network.parameters.view
    // The readout's gradient and the cotangent of the top hidden state are those of the step; what
    // this pass adds for the layers is without what comes from later steps, and is left out.
    architecture.forward(parameters, tape)
    let first = Workspace<Scalar>(rowCount: 1, columnCount: layout.count)
    var local = MutableParameterView(layout: layout, elements: first.mutableView)
    _ = architecture.lossAndGradient(parameters, tape, gradient: &local)

    // That pass used the cotangent of the top hidden state up.
    setOutputCotangents(architecture, parameters, tape)
    for (layer, cotangent) in zip(tape.layers, stateGradients) {
      let memory = layer.stateCotangent
      var target = memory.mutableView
      target.copy(cotangent.view)
    }
    let second = Workspace<Scalar>(rowCount: 1, columnCount: layout.count)
    var whole = MutableParameterView(layout: layout, elements: second.mutableView)
    architecture.backward(parameters, tape, gradient: &whole)

    let readout = ParameterBlock(ParameterView(layout: layout, elements: first.view))
    var gradient = ParameterBlock(ParameterView(layout: layout, elements: second.view))
    for name in ["readout.weight", "readout.bias"] { gradient[name] = readout[name] }
    var inputs = Matrix<Scalar>(rowCount: tape.batchSize, columnCount: architecture.inputSize)
    var target = inputs.mutableView
    architecture.setInputCotangent(parameters, tape, into: &target)
    return (gradient, inputs)
  }

  /// Sets the cotangents of the top hidden states to those of the window's losses.
  private static func setOutputCotangents(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>
  ) {
    let (readout, targets) = (architecture.readout, tape.targets)
    let rows = tape.steps * tape.batchSize
    var logits = Matrix<Scalar>(rowCount: rows, columnCount: readout.outputSize)
    var values = logits.mutableView
    readout.setLogits(parameters, hidden: architecture.topHidden(tape), into: &values)
    for row in 0..<rows {
      var span = values[row]
      _ = SoftmaxCrossEntropy.lossAndGradient(&span, target: Int(targets.span[row]))
    }
    let top = tape.layers[tape.layers.count - 1]
    var cotangents = top.outputCotangents
    readout.setHiddenCotangent(parameters, logits: logits.view, into: &cotangents)
  }
}
