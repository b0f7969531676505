import BLASMatrices
import Recurrent

/// A few rows of the batch: their tape, their gradient and their loss.
final class Shard<Scalar: BLASScalar>: @unchecked Sendable {
  let rows: Range<Int>
  let tape: NetworkTape<Scalar>
  /// [1 x P], the gradient of the shard's summed loss.
  let gradient: Workspace<Scalar>
  var loss = LossSum()
  /// The largest norm of a row of the top layer's state after the window.
  private(set) var hiddenNorm = 0.0
  /// The largest norm of a row of the cotangent of the top layer's preactivations at the first
  /// step.
  private(set) var cotangentNorm = 0.0

  init(_ architecture: RecurrentArchitecture<Scalar>, rows: Range<Int>, steps: Int) {
    self.rows = rows
    tape = NetworkTape(architecture, steps: steps, batchSize: rows.count)
    gradient = Workspace(rowCount: 1, columnCount: architecture.layout.count)
  }

  /// Takes the shard's rows of a window onto its tape, and the state that it starts from.
  ///
  /// - Parameter startsPass: whether the state is zero, not that after the window before.
  func load(_ window: WindowBuffer<Scalar>, startsPass: Bool) {
    if startsPass { tape.resetState() } else { tape.carryState() }
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
    measure(architecture)
  }

  /// The norms that a history keeps, while the rows are in the cache.
  private func measure(_ architecture: RecurrentArchitecture<Scalar>) {
    let layer = tape.layers[architecture.layers.count - 1]
    hiddenNorm = DivergedWindow.largestNorm(
      layer.state(before: tape.steps).columns(0..<architecture.readout.inputSize), atLeast: 0)
    cotangentNorm = DivergedWindow.largestNorm(
      layer.gatesView.rows(0..<tape.batchSize), atLeast: 0)
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
