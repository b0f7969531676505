import BLASMatrices

extension RecurrentLayer {
  /// Takes the cotangents of all hidden states of a window back through time.
  ///
  /// In: the tape's `outputCotangents`, and the cotangent of the last state in `stateCotangent`
  /// (zero in truncated BPTT). Out: the tape's `gates` hold the cotangents of the input part,
  /// `hiddenGates` those of the recurrent part, `stateCotangent` that of the state before.
  func runBackward(_ weights: borrowing CellWeights<Scalar>, _ tape: LayerTape<Scalar>) {
    let (states, records) = (tape.states, tape.records)
    let (inputMemory, hiddenMemory) = (tape.gates, tape.hiddenGates)
    let stateMemory = tape.stateCotangent
    var state = stateMemory.mutableView
    for step in stride(from: tape.steps - 1, through: 0, by: -1) {
      let range = tape.range(ofStep: step)
      var hidden = state.block(0..<shape.hiddenSize)
      var inputGates = inputMemory.mutableRows(range)
      // Where `outputCotangents` lie until the pullback writes the gates'.
      hidden.add(inputGates.reading.columns(0..<shape.hiddenSize))
      var hiddenGates = hiddenMemory.mutableRows(shape.hasSeparateGates ? range : 0..<0)
      cell.pullback(
        weights, previous: states.rows(range), record: records.rows(range), copies: 1,
        state: &state, inputGates: &inputGates, hiddenGates: &hiddenGates)
    }
  }

  /// Adds the gradients of W_hh, b_ih and b_hh: one product per window and run of gates.
  func addRecurrentGradients(
    _ tape: LayerTape<Scalar>, to gradient: inout MutableParameterView<Scalar>
  ) {
    let rows = tape.steps * tape.batchSize
    let (states, records, inputMemory) = (tape.states, tape.records, tape.gates)
    // Where the two parts enter as a sum, their cotangents are one and the same.
    let hiddenMemory = shape.hasSeparateGates ? tape.hiddenGates : inputMemory
    let hiddenGates = hiddenMemory.view
    let previous = states.rows(0..<rows)
    for (run, gates) in operandRuns.enumerated() {
      let columns = gates.lowerBound * shape.hiddenSize..<gates.upperBound * shape.hiddenSize
      let operand = cell.recurrentOperand(
        run: run, previous: previous, record: records.view)
      var weightHH = gradient.matrix(firstTensor + 1)
      var block = weightHH.columns(columns)
      block.addProduct(operand.transposed, hiddenGates.columns(columns))
    }
    addBiasGradients(tape, to: &gradient)
  }

  /// Adds the gradients of b_ih and b_hh; where they enter as a sum, one and the same, summed once.
  private func addBiasGradients(
    _ tape: LayerTape<Scalar>, to gradient: inout MutableParameterView<Scalar>
  ) {
    // What the window needed b_ih + b_hh for is done.
    let (inputMemory, hiddenMemory, memory) = (tape.gates, tape.hiddenGates, tape.inputBias)
    var sums = memory.mutableView
    sums.fill(0)
    var row = sums[0]
    inputMemory.view.addColumnSums(to: &row)
    var biasIH = gradient.matrix(firstTensor + 2)
    biasIH.add(memory.view)
    let biasHH = gradient.matrix(firstTensor + 3)
    for (index, gate) in shape.gates.enumerated() {
      let columns = shape.columns(ofGate: index)
      var block = biasHH.block(columns)
      if gate.coupling == .summed {
        block.add(memory.view.columns(columns))
      } else {
        var separate = block[0]
        hiddenMemory.view.columns(columns).addColumnSums(to: &separate)
      }
    }
  }

  /// Adds the gradient of W_ih for one-hot inputs: a scatter of rows.
  func addInputGradient(
    tokens: Span<Int32>, _ tape: LayerTape<Scalar>, to gradient: inout MutableParameterView<Scalar>
  ) {
    var weightIH = gradient.matrix(firstTensor)
    let gates = tape.gates
    weightIH.scatterAdd(gates.view, rows: tokens)
  }

  /// Adds the gradient of W_ih for real-valued inputs, `[T*B x I]`.
  func addInputGradient(
    values: Rows<Scalar>, _ tape: LayerTape<Scalar>,
    to gradient: inout MutableParameterView<Scalar>
  ) {
    var weightIH = gradient.matrix(firstTensor)
    let gates = tape.gates
    weightIH.addProduct(values.transposed, gates.view)
  }

  /// The cotangent of the layer's real-valued inputs, `[T*B x I]`.
  func setInputCotangent(
    _ weights: borrowing CellWeights<Scalar>, _ tape: LayerTape<Scalar>,
    into cotangent: inout MutableRows<Scalar>
  ) {
    let gates = tape.gates
    cotangent.setProduct(gates.view, weights.weightIH.transposed)
  }
}
