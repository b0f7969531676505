import BLASMatrices
import Recurrent

extension NetworkTape {
  /// Fills inputs, targets and first state with numbers that depend on the label alone.
  func fillRandomly(
    _ architecture: RecurrentArchitecture<Scalar>, label: String = "window", state: Double = 0.8
  ) {
    var random = KeyedRandom(seed: 1, purpose: label)
    for index in 0..<steps * batchSize {
      let token = Int32(random.nextUniform() * Double(architecture.inputSize))
      let target = Int32(random.nextUniform() * Double(architecture.outputSize))
      setToken(index, token, target: target)
    }
    let inputs = values
    var input = inputs.mutableView
    let drawn = Matrix<Scalar>.uniform(
      rowCount: inputs.rowCount, columnCount: inputs.columnCount, bound: 1.5, from: &random)
    input.copy(drawn.view)
    initialState = initialState.map {
      .uniform(
        rowCount: $0.rowCount, columnCount: $0.columnCount, bound: state, from: &random)
    }
  }

  /// Copies the inputs, targets and first states of some steps and rows of another tape.
  func copy(
    _ other: NetworkTape, firstStep: Int = 0, firstRow: Int = 0, withState: Bool = true
  ) {
    for step in 0..<steps {
      for row in 0..<batchSize {
        let (to, from) = (
          step * batchSize + row, (firstStep + step) * other.batchSize + firstRow + row
        )
        let (tokens, targets) = (other.tokens, other.targets)
        setToken(
          to, tokens.count > 0 ? tokens.span[from] : 0, target: targets.span[from])
        if values.rowCount > 0 {
          let (source, destination) = (other.values, values)
          var target = destination.mutableRows(to..<to + 1)
          target.copy(source.rows(from..<from + 1))
        }
      }
    }
    guard withState else { return }
    initialState = other.initialState.map {
      Matrix($0.view.rows(firstRow..<firstRow + batchSize))
    }
  }

  private func setToken(_ index: Int, _ token: Int32, target: Int32) {
    let (tokens, targets) = (tokens, targets)
    if tokens.count > 0 {
      var input = tokens.mutableSpan
      input[index] = token
    }
    var classes = targets.mutableSpan
    classes[index] = target
  }
}
