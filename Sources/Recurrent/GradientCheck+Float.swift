import BLASMatrices
import LaneMath

extension GradientCheck {
  /// Compares the gradients of a network in `Float` with central differences in `Double`.
  ///
  /// `Float` has too few digits for differences, so that the loss that is differenced is that of
  /// the same network in `Double`: `twin` with the parameters, inputs and first state of `network`.
  ///
  /// - Parameters:
  ///   - network: the network whose gradients are checked.
  ///   - tape: a tape of its architecture, with inputs and targets filled in.
  ///   - twin: the same architecture in `Double`.
  ///   - step: e, in units of the element.
  /// - Precondition: the two architectures have the same layout and read the same kind of input.
  public init(
    _ network: RecurrentNetwork<Float>, on tape: NetworkTape<Float>,
    twin: RecurrentArchitecture<Double>, step: Double = 5e-5
  ) {
    require(
      twin.layout == network.architecture.layout && twin.inputs == network.architecture.inputs,
      "a twin of \(twin.layout.count) parameters for \(network.architecture.layout.count)")
    var parameters = ParameterBlock<Double>(layout: twin.layout)
    parameters.elements = network.parameters.elements.map(Double.init)
    let twinTape = NetworkTape(twin, steps: tape.steps, batchSize: tape.batchSize)
    twinTape.copyWindow(of: tape)
    self.init(
      AnalyticGradients(network, tape),
      RecurrentNetwork(architecture: twin, parameters: parameters), on: twinTape, step: step)
  }
}

extension NetworkTape where Scalar == Double {
  /// Copies inputs, targets and first state of a tape in `Float`.
  fileprivate func copyWindow(of other: NetworkTape<Float>) {
    for (source, destination) in [(other.tokens, tokens), (other.targets, targets)] {
      var elements = destination.mutableSpan
      for index in 0..<source.count { elements[index] = source.span[index] }
    }
    let (source, destination) = (other.values, values)
    var inputs = destination.mutableView
    let widened = Matrix(
      rowCount: source.rowCount, columnCount: source.columnCount,
      elements: Matrix(source.view).elements.map(Double.init))
    inputs.copy(widened.view)
    initialState = other.initialState.map { state in
      Matrix(
        rowCount: state.rowCount, columnCount: state.columnCount,
        elements: state.elements.map(Double.init))
    }
  }
}
