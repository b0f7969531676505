import BLASMatrices

/// The gradients of a network's summed loss on one window, by back-propagation, as plain numbers.
struct AnalyticGradients {
  /// Of all parameters, in the order of the layout.
  let parameters: [Double]
  /// Of each layer's first state, [B x S].
  let initialStates: [[Double]]
  /// Of the inputs, `[T*B x I]`; nil where they are tokens.
  let inputs: [Double]?

  /// Runs `network` forward and backward over the window that `tape` holds.
  init<Scalar>(_ network: RecurrentNetwork<Scalar>, _ tape: NetworkTape<Scalar>) {
    let architecture = network.architecture
    let memory = Workspace<Scalar>(rowCount: 1, columnCount: architecture.layout.count)
    let view = network.parameters.view
    architecture.forward(view, tape)
    var gradient = MutableParameterView(
      layout: architecture.layout, elements: memory.mutableView)
    _ = architecture.lossAndGradient(view, tape, gradient: &gradient)
    parameters = Matrix(memory.view).elements.map(Double.init)
    initialStates = tape.layers.map { layer in
      let cotangent = layer.stateCotangent
      return Matrix(cotangent.view).elements.map(Double.init)
    }
    guard architecture.inputs == .values else {
      inputs = nil
      return
    }
    let inputMemory = Workspace<Scalar>(
      rowCount: tape.values.rowCount, columnCount: tape.values.columnCount)
    var cotangent = inputMemory.mutableView
    architecture.setInputCotangent(view, tape, into: &cotangent)
    inputs = Matrix(inputMemory.view).elements.map(Double.init)
  }
}
