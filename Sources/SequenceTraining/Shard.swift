import BLASMatrices
import Recurrent

/// A few rows of the batch: their tape, their gradient and their loss.
final class Shard<Scalar: BLASScalar>: @unchecked Sendable {
  let rows: Range<Int>
  let tape: NetworkTape<Scalar>
  /// [1 x P], the gradient of the shard's summed loss.
  let gradient: Workspace<Scalar>
  var loss = LossSum()

  init(_ architecture: RecurrentArchitecture<Scalar>, rows: Range<Int>, steps: Int) {
    self.rows = rows
    tape = NetworkTape(architecture, steps: steps, batchSize: rows.count)
    gradient = Workspace(rowCount: 1, columnCount: architecture.layout.count)
  }

  /// Takes the shard's rows of a window onto its tape.
  func load(_ window: WindowBuffer<Scalar>) {
    let (windowTargets, targets) = (window.targets, tape.targets)
    copy(windowTargets.span, of: window, into: targets)
    let (windowTokens, tokens) = (window.tokens, tape.tokens)
    if tokens.count > 0 { copy(windowTokens.span, of: window, into: tokens) }
    let (windowValues, values) = (window.values, tape.values)
    guard values.rowCount > 0 else { return }
    for step in 0..<window.steps {
      let first = step * window.batchSize
      var target = values.mutableRows(step * rows.count..<(step + 1) * rows.count)
      target.copy(windowValues.rows(first + rows.lowerBound..<first + rows.upperBound))
    }
  }

  /// Forward and backward over the loaded window.
  func computeGradient(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>
  ) {
    let memory = gradient
    var elements = memory.mutableView
    elements.fill(0)
    var view = MutableParameterView(layout: architecture.layout, elements: memory.mutableView)
    architecture.forward(parameters, tape)
    loss = architecture.lossAndGradient(parameters, tape, gradient: &view)
  }

  private func copy(
    _ source: Span<Int32>, of window: WindowBuffer<Scalar>, into target: IndexWorkspace
  ) {
    var values = target.mutableSpan
    var index = 0
    for step in 0..<window.steps {
      for row in rows {
        values[index] = source[step * window.batchSize + row]
        index += 1
      }
    }
  }
}
