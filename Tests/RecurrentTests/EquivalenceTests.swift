import Activations
import BLASMatrices
import Recurrent
import Testing

/// Two ways to the same numbers, over every cell and stacks of unequal layers.
@Suite struct EquivalenceTests {
  /// BLAS bits depend on the rows per call, so these are not equal bit for bit.
  static let float = 1e-5
  static let double = 1e-12

  @Test(arguments: CellForm.cells, Precision.allCases)
  func `a state that is left out is a state of zeros`(form: CellForm, precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let (network, filled) = Self.network(form, scalar, inputs: .tokens)
      let fresh = NetworkTape(network.architecture, steps: 5, batchSize: 3)
      fresh.copy(filled, withState: false)
      let zeros = NetworkTape(network.architecture, steps: 5, batchSize: 3)
      zeros.copy(filled, withState: true)
      zeros.resetState()
      let (first, second) = (WindowResult(network, fresh), WindowResult(network, zeros))
      #expect(first.logits == second.logits && first.gradient == second.gradient)
      #expect(first.logits != WindowResult(network, filled).logits)
    }
    check(precision.scalar)
  }

  @Test(arguments: CellForm.cells, Precision.allCases)
  func `two tapes give the same bits, and so does one tape twice`(
    form: CellForm, precision: Precision
  ) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let (network, tape) = Self.network(form, scalar, inputs: .values)
      let other = NetworkTape(network.architecture, steps: 5, batchSize: 3)
      other.copy(tape)
      let first = WindowResult(network, tape)
      for second in [WindowResult(network, other), WindowResult(network, tape)] {
        #expect(first.loss == second.loss)
        #expect(first.gradient == second.gradient)
        #expect(first.stateGradients == second.stateGradients)
        #expect(first.inputGradient == second.inputGradient)
        #expect(first.logits == second.logits && first.finalState == second.finalState)
      }
    }
    check(precision.scalar)
  }

  @Test(arguments: CellForm.cells, Precision.allCases)
  func `a batch is its rows one by one`(form: CellForm, precision: Precision) {
    for inputs in [InputKind.tokens, .values] { checkBatch(form, precision.scalar, inputs) }
  }

  @Test(arguments: CellForm.cells, Precision.allCases)
  func `one window is its steps one by one, with the state's cotangent handed back`(
    form: CellForm, precision: Precision
  ) {
    for inputs in [InputKind.tokens, .values] { checkSteps(form, precision.scalar, inputs) }
  }

  @Test(arguments: CellForm.cells)
  func `a state carried over continues the window`(form: CellForm) {
    let (network, whole) = Self.network(form, Double.self, inputs: .tokens)
    let expected = WindowResult(network, whole)
    let part = NetworkTape(network.architecture, steps: 2, batchSize: 3)
    part.copy(whole)
    _ = WindowResult(network, part)
    part.carryState()
    part.copy(whole, firstStep: 2, withState: false)
    let found = WindowResult(network, part)
    let rows = expected.logits.view.rows(2 * 3..<4 * 3)
    #expect(normwiseError(found.logits.elements, Matrix(rows).elements) <= Self.double)
  }

  /// A two-layer stack of unequal sizes, and a window of five steps and three rows.
  static func network<Scalar: BLASScalar>(
    _ form: CellForm, _ scalar: Scalar.Type, inputs: InputKind
  ) -> (RecurrentNetwork<Scalar>, NetworkTape<Scalar>) {
    let architecture = form.architecture(
      Activation<Scalar>.tanh, inputSize: 6, hiddenSizes: [7, 5], outputSize: 6, inputs: inputs)
    let tape = NetworkTape(architecture, steps: 5, batchSize: 3)
    tape.fillRandomly(architecture)
    return (RecurrentNetwork(random: architecture), tape)
  }

  private func checkBatch<Scalar: BLASScalar>(
    _ form: CellForm, _ scalar: Scalar.Type, _ inputs: InputKind
  ) {
    let (network, tape) = Self.network(form, scalar, inputs: inputs)
    let whole = WindowResult(network, tape)
    let tolerance = scalar.tolerance(float: Self.float, double: Self.double)
    var gradient = [Double](repeating: 0, count: network.architecture.layout.count)
    var loss = LossSum()
    for row in 0..<3 {
      let single = NetworkTape(network.architecture, steps: 5, batchSize: 1)
      single.copy(tape, firstRow: row)
      let part = WindowResult(network, single)
      loss += part.loss
      for index in gradient.indices { gradient[index] += Double(part.gradient.elements[index]) }
      for layer in 0..<2 {
        for (found, all) in [
          (part.finalState[layer], whole.finalState[layer]),
          (part.stateGradients[layer], whole.stateGradients[layer]),
        ] {
          let expected = Matrix(all.view.rows(row..<row + 1))
          #expect(normwiseError(found.elements, expected.elements) <= tolerance)
        }
      }
    }
    #expect(loss.count == whole.loss.count)
    #expect(abs(loss.sum / whole.loss.sum - 1) <= tolerance)
    for tensor in network.architecture.layout.tensors {
      let error = normwiseError(
        Array(whole.gradient.elements[tensor.range]), Array(gradient[tensor.range]))
      #expect(error <= tolerance, "\(tensor.name) differs by \(error)")
    }
  }

  private func checkSteps<Scalar: BLASScalar>(
    _ form: CellForm, _ scalar: Scalar.Type, _ inputs: InputKind
  ) {
    let (network, tape) = Self.network(form, scalar, inputs: inputs)
    let whole = WindowResult(network, tape)
    let steps = SteppedWindow(network, tape)
    let tolerance = scalar.tolerance(float: Self.float, double: Self.double)
    #expect(normwiseError(steps.logits, whole.logits.elements) <= tolerance)
    #expect(normwiseError(steps.inputGradient, whole.inputGradient.elements) <= tolerance)
    #expect(
      normwiseError(
        steps.stateGradients.flatMap(\.elements), whole.stateGradients.flatMap(\.elements))
        <= tolerance)
    for tensor in network.architecture.layout.tensors {
      let error = normwiseError(
        steps.gradient[tensor.name].elements, whole.gradient[tensor.name].elements)
      #expect(error <= tolerance, "\(tensor.name) differs by \(error)")
    }
  }
}
