import Activations
import BLASMatrices
import Recurrent
import RunRecords

/// What `rnn-probe gradcheck` does once its command line is parsed.
public struct GradientCheckRun: Sendable {
  private static let (inputSize, outputSize, steps, batchSize) = (4, 4, 5, 3)
  /// The most parameters that are checked, each with four forward passes.
  private static let mostParameters = 20_000

  private let network: CheckedCell
  private let precision: Precision
  private let seed: UInt64

  /// Checks the options.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  public init(
    cell: CellOptions, hiddenSize: String, layers: Int?, precision: Precision, seed: UInt64
  ) throws(ToolFailure) {
    try cell.checkSingle()
    network = try CheckedCell(cell, hiddenSize: hiddenSize, layers: layers)
    self.precision = precision
    self.seed = seed
    let gates = network.kind.hasGates ? 3.0 : 1
    let parameters = network.hiddenSizes.reduce(0) { $0 + gates * Double($1) * Double($1) }
    guard parameters <= Double(Self.mostParameters) else {
      throw ToolFailure(
        .usage,
        "--hidden-size \(hiddenSize) has too many parameters to check one by one: choose at most "
          + "\(Self.mostParameters) recurrent weights; the equations are the same in any size.")
    }
  }

  /// Runs the check on real-valued inputs and on one-hot ones, and writes the report.
  ///
  /// - Throws: ``ToolFailure`` with status 1 where a gradient is wrong.
  public func execute(asJSON: Bool) throws(ToolFailure) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    let report = GradientCheckReport(
      values: check(.values), tokens: check(.tokens), precision: precision)
    try report.write(asJSON: asJSON)
  }

  private func check(_ inputs: InputKind) -> GradientCheck {
    let double: RecurrentArchitecture<Double> = RecurrentArchitecture(
      cells: network.kind.cells(
        inputSize: Self.inputSize, hiddenSizes: network.hiddenSizes, hidden: network.hidden,
        reset: network.reset ?? .sigmoid, update: network.update ?? .sigmoid),
      outputSize: Self.outputSize, inputs: inputs)
    guard precision == .float, let single = try? singleArchitecture(inputs) else {
      let tape = NetworkTape(double, steps: Self.steps, batchSize: Self.batchSize)
      return GradientCheck(drawn(double, tape), on: tape)
    }
    let tape = NetworkTape(single, steps: Self.steps, batchSize: Self.batchSize)
    return GradientCheck(drawn(single, tape), on: tape, twin: double)
  }

  private func singleArchitecture(
    _ inputs: InputKind
  ) throws(ActivationError) -> RecurrentArchitecture<Float> {
    RecurrentArchitecture(
      cells: network.kind.cells(
        inputSize: Self.inputSize, hiddenSizes: network.hiddenSizes,
        hidden: try Activation(parsing: network.hidden.name),
        reset: try Activation(parsing: network.reset?.name ?? "sigmoid"),
        update: try Activation(parsing: network.update?.name ?? "sigmoid")),
      outputSize: Self.outputSize, inputs: inputs)
  }

  /// A network with parameters, biases too, uniform in ±2/√H (at most 0.9), and a filled tape.
  private func drawn<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ tape: NetworkTape<Scalar>
  ) -> RecurrentNetwork<Scalar> {
    var random = KeyedRandom(seed: seed, purpose: "gradient check")
    let widest = Double(network.hiddenSizes.max() ?? 1)
    let bound = min(0.9, 2 / widest.squareRoot())
    func number(_ bound: Double) -> Scalar { Scalar((2 * random.nextUniform() - 1) * bound) }
    var parameters = ParameterBlock<Scalar>(layout: architecture.layout)
    parameters.elements = parameters.elements.map { _ in number(bound) }
    let (tokens, targets, values) = (tape.tokens, tape.targets, tape.values)
    for index in 0..<Self.steps * Self.batchSize {
      let (token, target) = (random.nextUniform(), random.nextUniform())
      if architecture.inputs == .tokens {
        var span = tokens.mutableSpan
        span[index] = Int32(token * Double(Self.inputSize))
      }
      var span = targets.mutableSpan
      span[index] = Int32(target * Double(Self.outputSize))
    }
    let inputs = Matrix<Scalar>.uniform(
      rowCount: values.rowCount, columnCount: values.columnCount, bound: 1.5, from: &random)
    var view = values.mutableView
    view.copy(inputs.view)
    tape.initialState = tape.initialState.map {
      .uniform(rowCount: $0.rowCount, columnCount: $0.columnCount, bound: 0.8, from: &random)
    }
    return RecurrentNetwork(architecture: architecture, parameters: parameters)
  }
}
