import BLASMatrices
import LaneMath
import Recurrent

/// The finite-time Lyapunov exponents of a driven network: the mean rates, per step, at which the
/// step Jacobians J_t stretch the directions of the state.
///
///     λ_i = lim 1/T ln σ_i(J_T ... J_1),   measured as 1/T Σ_t ln |L_ii,t|
///
/// from frames that are made orthonormal after every step. The frames are pulled *back*: products
/// of Jᵀ have the singular values of products of J, and so the same exponents. λ_1 > 0 is chaos and
/// an exploding gradient, λ_1 < 0 a memory of -1/λ_1 steps. For a stack it is the spectrum of the
/// joined state.
///
/// Where a step loses a dimension (inactive relu units), an exponent is minus infinity exactly,
/// from the first such step on. Lost is what a step shrinks to rounding, N units in the last place
/// beside the longest direction; so whole spectra need Double, the first few exponents do not.
///
/// The spectrum of a driven network depends on its input: name the text and the number of steps.
/// Cost: 2 N² K + 4 N K² flop a step and row.
///
/// Reference: Benettin et al. 1980; Engelken, Wolf and Abbott 2023; Vogt et al. 2022.
public struct LyapunovExponents: Sendable, Equatable {
  /// Where frames start.
  public enum Frame: Sendable, Equatable {
    /// Random orthonormal vectors.
    case random(seed: UInt64)
    /// The first K unit vectors, for closed forms.
    case unitVectors
  }

  /// How many blocks, at least, the standard errors are made from.
  public static let leastBlocks = 10

  /// λ_1 ≥ λ_2 ≥ ..., K of them; minus infinity where a dimension is lost.
  public let values: [Double]
  /// The standard error of each, from means over at least ten blocks of steps or rows; nil for a
  /// window of too few steps, and for an exponent of minus infinity.
  public let standardErrors: [Double?]
  /// N: the width of the joined state, the number of all exponents.
  public let stateSize: Int
  /// How many steps went into the mean, per row.
  public let steps: Int
  /// How many rows went into the mean.
  public let rows: Int
}

extension LyapunovExponents {
  /// Measures the exponents in a window.
  ///
  /// - Parameters:
  ///   - architecture: the layers.
  ///   - parameters: the weights that made the tape.
  ///   - tape: the window after its forward pass; only read.
  ///   - count: K; nil for all N.
  ///   - settling: how many steps at the start are left out, while the state forgets where it
  ///     began: 0 where it was carried over from another window.
  ///   - aligning: over how many steps at the end the frames turn to where they belong.
  ///   - frame: where the frames start.
  /// - Throws: ``InstrumentRefusal/tooFewSteps(instrument:needed:found:)`` where no step is left,
  ///   ``InstrumentRefusal/notFinite(instrument:what:)``.
  /// - Precondition: K is in 1...N, and neither number of steps is negative.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tape: NetworkTape<Scalar>, count: Int? = nil, settling: Int = 0, aligning: Int,
    frame: Frame = .random(seed: 0)
  ) throws(InstrumentRefusal) {
    let size = architecture.joinedStateSize
    let count = count ?? size
    require(
      count > 0 && count <= size && settling >= 0 && aligning >= 0,
      "\(count) exponents of \(size), leaving out \(settling) and \(aligning) steps")
    guard settling + aligning < tape.steps else {
      throw .tooFewSteps(
        instrument: Self.name, needed: settling + aligning + 1, found: tape.steps)
    }
    let sweep = FrameSweep(architecture, tape, count: count, frame)
    var sums = BlockSums(
      rows: tape.batchSize, count: count, steps: tape.steps - settling - aligning)
    for step in (settling..<tape.steps).reversed() {
      guard let logs = sweep.back(parameters, step: step) else {
        throw .notFinite(instrument: Self.name, what: "a state or gradient of the window")
      }
      if step < tape.steps - aligning { sums.add(logs) }
    }
    let sorted = sums.results.sorted { $0.mean > $1.mean }
    values = sorted.map(\.mean)
    standardErrors = sorted.map(\.error)
    stateSize = size
    steps = tape.steps - settling - aligning
    rows = tape.batchSize
  }

  private static let name = "Lyapunov exponents"
}

extension LyapunovExponents {
  /// Sums of logarithms over blocks of successive steps of one row.
  private struct BlockSums {
    private let blocksPerRow: Int
    private let steps: Int
    private var step = 0
    /// By exponent and block.
    private var sums: [[Double]]
    private var sizes: [Int]

    init(rows: Int, count: Int, steps: Int) {
      blocksPerRow = min(steps, max(1, (leastBlocks + rows - 1) / rows))
      self.steps = steps
      sums = Array(repeating: Array(repeating: 0, count: rows * blocksPerRow), count: count)
      sizes = Array(repeating: 0, count: rows * blocksPerRow)
    }

    mutating func add(_ logs: [[Double]]) {
      let block = step * blocksPerRow / steps
      for row in logs.indices {
        let index = row * blocksPerRow + block
        for (exponent, log) in logs[row].enumerated() { sums[exponent][index] += log }
        sizes[index] += 1
      }
      step += 1
    }

    var results: [(mean: Double, error: Double?)] {
      sums.map { sums in
        let mean = sums.reduce(0, +) / Double(sizes.reduce(0, +))
        guard mean.isFinite, sums.count >= leastBlocks else { return (mean, nil) }
        let count = Double(sums.count)
        let squares = zip(sums, sizes).reduce(0.0) { sum, block in
          let distance = block.0 / Double(block.1) - mean
          return sum + distance * distance
        }
        return (mean, (squares / (count * (count - 1))).squareRoot())
      }
    }
  }
}
