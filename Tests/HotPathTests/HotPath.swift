import Activations
import BLASMatrices
import Recurrent
import SequenceTraining

/// A generic function of the training step, and loops in Float that do the same work.
enum HotPath: String, CaseIterable, Sendable {
  case sum, product, gather, scatter, columnSums, sumOfSquares
  case activation, crossEntropy
  case elmanStep, elmanPullback, gruStep, gruPullback
  case update

  /// The same work twice.
  struct Pair {
    /// Through the generic function.
    var generic: () -> Void
    /// By hand.
    var byHand: () -> Void
  }

  /// The two, on memory of their own.
  var pair: Pair {
    switch self {
    case .sum, .product, .gather, .scatter, .columnSums, .sumOfSquares: matrixPair
    case .activation, .crossEntropy: rowPair
    case .elmanStep: CellPaths(ElmanCell(inputSize: 13, hiddenSize: 32)).step
    case .elmanPullback: CellPaths(ElmanCell(inputSize: 13, hiddenSize: 32)).pullback
    case .gruStep: CellPaths(GRUCell(inputSize: 13, hiddenSize: 32)).step
    case .gruPullback: CellPaths(GRUCell(inputSize: 13, hiddenSize: 32)).pullback
    case .update: updatePair
    }
  }
}

extension HotPath {
  private static let (rows, width) = (8, 128)
  private static let tokens: [Int32] = [3, 1, 4, 1, 5, 7, 2, 6]

  private static func workspace(rowCount: Int = rows, columnCount: Int = width) -> Workspace<Float>
  {
    let memory = Workspace<Float>(rowCount: rowCount, columnCount: columnCount)
    var view = memory.mutableView
    view.fill(1e-3)
    return memory
  }

  private var matrixPair: Pair {
    let (target, source) = (Self.workspace(), Self.workspace())
    /// Runs `change` on each row and the row of the source beside it.
    func byRow(
      _ change: @escaping (inout MutableSpan<Float>, Span<Float>) -> Void
    ) -> () -> Void {
      {
        var view = target.mutableView
        for row in 0..<Self.rows {
          var values = view[row]
          change(&values, source.view[row])
        }
      }
    }
    /// Runs `change` on the whole matrix.
    func whole(_ change: @escaping (inout MutableRows<Float>) -> Void) -> () -> Void {
      {
        var view = target.mutableView
        change(&view)
      }
    }
    let sums = Self.workspace(rowCount: 1)
    return switch self {
    case .product:
      Pair(
        generic: whole { $0.multiply(by: source.view) },
        byHand: byRow { HandWritten.multiply(&$0, by: $1) })
    case .gather:
      Pair(
        generic: whole {
          $0.gather(source.view, rows: Self.tokens.span, adding: sums.view[0])
        }, byHand: byRow { HandWritten.sum($1, sums.view[0], into: &$0) })
    case .scatter:
      Pair(
        generic: whole { $0.scatterAdd(source.view, rows: Self.tokens.span) },
        byHand: byRow { HandWritten.add($1, times: 1, to: &$0) })
    case .columnSums:
      Pair(
        generic: {
          var view = sums.mutableView
          var row = view[0]
          source.view.addColumnSums(to: &row)
        }, byHand: byRow { HandWritten.add($1, times: 1, to: &$0) })
    case .sumOfSquares:
      Pair(
        generic: { Spilled.number = source.view.sumOfSquares },
        byHand: byRow { Spilled.number = HandWritten.sumOfSquares($1) })
    default:
      Pair(
        generic: whole { $0.add(source.view, scaledBy: 0.5) },
        byHand: byRow { HandWritten.add($1, times: 0.5, to: &$0) })
    }
  }

  private var rowPair: Pair {
    let (input, value, record) = (
      Self.workspace(rowCount: 1), Self.workspace(rowCount: 1), Self.workspace(rowCount: 1)
    )
    if self == .crossEntropy {
      func pass(_ run: @escaping (inout MutableSpan<Float>) -> Double) -> () -> Void {
        {
          var view = value.mutableView
          var row = view[0]
          Spilled.number = run(&row)
        }
      }
      return Pair(
        generic: pass { SoftmaxCrossEntropy<Float>.lossAndGradient(&$0, target: 3) },
        byHand: pass { HandWritten.softmax(&$0, target: 3) })
    }
    let activation = Activation<Float>.tanh
    func pass(
      _ run: @escaping (Span<Float>, inout MutableSpan<Float>, inout MutableSpan<Float>) -> Void
    ) -> () -> Void {
      {
        var values = value.mutableView
        var records = record.mutableView
        var valueRow = values[0]
        var recordRow = records[0]
        run(input.view[0], &valueRow, &recordRow)
      }
    }
    return Pair(
      generic: pass { activation.apply($0, value: &$1, record: &$2) },
      byHand: pass { HandWritten.tanh($0, value: &$1, derivative: &$2) })
  }

  /// An update of 72 thousand parameters on one window of one character: nearly all of it are the
  /// passes over the flat block.
  private var updatePair: Pair {
    let training = EndlessTraining(CellForm.wide)
    let count = training.parameterCount
    func block() -> Workspace<Float> { Self.workspace(rowCount: 1, columnCount: count) }
    let (weightMemory, gradientMemory, zeros) = (block(), block(), block())
    let (firstMemory, secondMemory) = (block(), block())
    return Pair(
      generic: { training.update() },
      byHand: {
        var weightView = weightMemory.mutableView
        var gradientView = gradientMemory.mutableView
        var firstView = firstMemory.mutableView
        var secondView = secondMemory.mutableView
        var weights = weightView[0]
        var gradient = gradientView[0]
        var first = firstView[0]
        var second = secondView[0]
        let zeros = zeros.view[0]
        // Cleared by the shard, summed over shards, measured, applied, and measured again.
        HandWritten.sum(zeros, zeros, into: &gradient)
        HandWritten.sum(zeros, zeros, into: &gradient)
        Spilled.number = HandWritten.sumOfSquares(gradient.span)
        HandWritten.adam(&weights, gradient.span, &first, &second)
        Spilled.number = HandWritten.sumOfSquares(weights.span)
        Spilled.number = HandWritten.sumOfSquares(second.span)
      })
  }
}

/// Where results go, so that no pass is left out as useless.
enum Spilled {
  nonisolated(unsafe) static var number = 0.0
}

/// A training run without end.
private final class EndlessTraining {
  private var trainer: Trainer<Float>
  let parameterCount: Int

  init(_ form: CellForm) {
    let network = form.network
    parameterCount = network.architecture.layout.count
    trainer = Trainer(
      network, TrainingConfiguration(updates: .max), source: RepeatedWindow(steps: 1, batchSize: 1))
  }

  func update() { Spilled.number = (try? trainer.next())?.loss ?? .nan }
}
