import BLASMatrices
import RealModule
import Recurrent

/// Pulls frames of K orthonormal cotangents back through a window and makes them orthonormal again
/// after every step.
///
///     Jᵀ_t q_i = Σ_j L_ij q'_j,   recorded: ln |L_ii|
///
/// A frame lies in the joined state of all layers. Its vectors are rows, so that they are what
/// LAPACK takes for columns.
final class FrameSweep<Scalar: BLASScalar> {
  private let architecture: RecurrentArchitecture<Scalar>
  private let tape: NetworkTape<Scalar>
  private let stack: StackPullback<Scalar>
  /// One frame for each row of the tape, [K x N].
  private var frames: [Matrix<Scalar>]

  init(
    _ architecture: RecurrentArchitecture<Scalar>, _ tape: NetworkTape<Scalar>, count: Int,
    _ start: LyapunovExponents.Frame
  ) {
    self.architecture = architecture
    self.tape = tape
    stack = StackPullback(architecture, batchSize: tape.batchSize, copies: count)
    let size = architecture.joinedStateSize
    frames = (0..<tape.batchSize).map { row in
      switch start {
      case .unitVectors:
        var frame = Matrix<Scalar>(rowCount: count, columnCount: size)
        for index in 0..<count { frame[index, index] = 1 }
        return frame
      case .random(let seed):
        var random = KeyedRandom(seed: seed, purpose: "lyapunov frame", index: UInt64(row))
        var frame = Matrix<Scalar>.normal(
          rowCount: count, columnCount: size, deviation: 1, from: &random)
        _ = frame.orthonormalizeRows()
        return frame
      }
    }
    for row in frames.indices { hand(frames[row], toRow: row) }
  }

  /// Goes back one step.
  ///
  /// - Returns: ln |L_ii| for each row of the tape; minus infinity where J lost a dimension; nil
  ///   where a number is not finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func back(_ parameters: borrowing ParameterView<Scalar>, step: Int) -> [[Double]]? {
    stack.pull(parameters, tape, step: step) { _, _ in }
    var logs: [[Double]] = []
    for row in frames.indices {
      take(row)
      let largest = largestNorm(frames[row])
      guard largest.isFinite else { return nil }
      // What is left of a dependent row is rounding: a few units in the last place of the largest.
      let rounding = largest * Double(frames[row].columnCount) * Double(Scalar.ulpOfOne)
      logs.append(
        frames[row].orthonormalizeRows().map {
          Double($0) > rounding ? Double.log(Double($0)) : -.infinity
        })
      hand(frames[row], toRow: row)
    }
    return logs
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func largestNorm(_ frame: borrowing Matrix<Scalar>) -> Double {
    let view = frame.view
    var largest = 0.0
    for index in 0..<view.rowCount {
      let norm = view.norm(ofRow: index)
      if !(norm <= largest) { largest = norm }
    }
    return largest
  }

  /// Copies the cotangents of a row of the tape, joined over layers, into its frame.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func take(_ row: Int) {
    var view = frames[row].mutableView
    for copy in 0..<view.rowCount {
      var offset = 0
      for memory in stack.states {
        let cotangent = copy * tape.batchSize + row
        var vector = view.rows(copy..<copy + 1)
        var part = vector.columns(offset..<offset + memory.columnCount)
        part.copy(memory.rows(cotangent..<cotangent + 1))
        offset += memory.columnCount
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func hand(_ frame: borrowing Matrix<Scalar>, toRow row: Int) {
    let view = frame.view
    for copy in 0..<view.rowCount {
      var offset = 0
      for memory in stack.states {
        let cotangent = copy * tape.batchSize + row
        var target = memory.mutableRows(cotangent..<cotangent + 1)
        target.copy(
          view.rows(copy..<copy + 1).columns(offset..<offset + memory.columnCount))
        offset += memory.columnCount
      }
    }
  }
}

extension RecurrentArchitecture {
  /// N: the width of the states of all layers together.
  public var joinedStateSize: Int { layers.reduce(0) { $0 + $1.shape.stateSize } }
}
