import BLASMatrices

/// A cell over time: the layer owns the input product, the time loop and the weight gradients.
///
/// The cell owns one step. Layers of a stack may hold different cells.
public struct RecurrentLayer<Scalar: BLASScalar>: Sendable {
  /// The step.
  public let cell: any RecurrentCell<Scalar>
  /// The sizes of the cell.
  public let shape: CellShape
  /// The cell's runs of gates with one recurrent operand, asked for once.
  let operandRuns: [Range<Int>]
  /// The index of `weight_ih` in the layout; `weight_hh`, `bias_ih` and `bias_hh` follow it.
  let firstTensor: Int

  /// The index of `weight_hh` in the layout.
  var recurrentTensor: Int { firstTensor + 1 }

  init(cell: any RecurrentCell<Scalar>, index: Int, layout: inout ParameterLayout) {
    self.cell = cell
    shape = cell.shape
    operandRuns = cell.operandRuns
    let width = shape.gateWidth
    firstTensor = layout.append(
      "rnn.weight_ih_l\(index)", rowCount: shape.inputSize, columnCount: width)
    _ = layout.append("rnn.weight_hh_l\(index)", rowCount: shape.hiddenSize, columnCount: width)
    _ = layout.append("rnn.bias_ih_l\(index)", rowCount: 1, columnCount: width)
    _ = layout.append("rnn.bias_hh_l\(index)", rowCount: 1, columnCount: width)
  }

  /// The layer's weights within a parameter block.
  @_lifetime(copy parameters)
  public func weights(in parameters: borrowing ParameterView<Scalar>) -> CellWeights<Scalar> {
    CellWeights(
      weightIH: parameters.matrix(firstTensor),
      weightHH: parameters.weightMatrix(recurrentTensor),
      biasIH: parameters.matrix(firstTensor + 2), biasHH: parameters.matrix(firstTensor + 3))
  }

  /// Fills the tape's gates from one-hot inputs: a gather of rows of W_ih, never a product.
  ///
  /// - Parameter tokens: `[T*B]`, time-major.
  /// - Precondition: every token is in 0..<I.
  func project(
    tokens: Span<Int32>, _ weights: borrowing CellWeights<Scalar>, into tape: LayerTape<Scalar>
  ) {
    setInputBias(weights, tape)
    let (memory, bias) = (tape.gates, tape.inputBias)
    var gates = memory.mutableView
    gates.gather(weights.weightIH, rows: tokens, adding: bias.view[0])
  }

  /// Fills the tape's gates from real-valued inputs: one product for the whole window.
  ///
  /// - Parameter values: `[T*B x I]`.
  func project(
    values: Rows<Scalar>, _ weights: borrowing CellWeights<Scalar>, into tape: LayerTape<Scalar>
  ) {
    setInputBias(weights, tape)
    let (memory, bias) = (tape.gates, tape.inputBias)
    var gates = memory.mutableView
    gates.repeatRow(bias.view[0])
    gates.setProduct(values, weights.weightIH, keeping: 1)
  }

  /// Runs the cell over the window, from the state in the tape's first rows.
  func run(_ weights: borrowing CellWeights<Scalar>, _ tape: LayerTape<Scalar>) {
    let (states, records, memory) = (tape.states, tape.records, tape.gates)
    for step in 0..<tape.steps {
      let range = tape.range(ofStep: step)
      var gates = memory.mutableRows(range)
      var record = records.mutableRows(range)
      var next = states.mutableRows(tape.range(ofStep: step + 1))
      cell.step(
        weights, gates: &gates, previous: states.rows(range), record: &record, next: &next)
    }
  }

  /// b_ih, and b_hh where it enters only in a sum with it.
  private func setInputBias(
    _ weights: borrowing CellWeights<Scalar>, _ tape: LayerTape<Scalar>
  ) {
    let memory = tape.inputBias
    var bias = memory.mutableView
    bias.copy(weights.biasIH)
    for (index, gate) in shape.gates.enumerated() where gate.coupling == .summed {
      let columns = shape.columns(ofGate: index)
      var block = bias.block(columns)
      block.add(weights.biasHH.columns(columns))
    }
  }
}
