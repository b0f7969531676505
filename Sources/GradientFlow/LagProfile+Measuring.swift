import BLASMatrices
import RealModule
import Recurrent

extension LagProfile {
  /// Measures the profile of a window from the tapes of its shards.
  ///
  /// - Parameters:
  ///   - architecture: the layers.
  ///   - parameters: the weights that made the tapes.
  ///   - tapes: the window after its forward pass; only read.
  ///   - source: what to inject at the last step.
  ///   - seed: of the random directions.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tapes: [NetworkTape<Scalar>], source: Source = .loss, seed: UInt64 = 0
  ) {
    var traces: [RowTrace] = []
    var excluded = 0
    var firstRow = 0
    for tape in tapes {
      let sweep = ProfileSweep(architecture, tape)
      sweep.inject(source, parameters, seed: seed, firstRow: firstRow)
      firstRow += tape.batchSize
      let measured = sweep.run(parameters)
      traces += measured.filter(\.isUsable)
      excluded += measured.count { !$0.isUsable }
    }
    self.source = source
    rows = traces.count
    rowsWithoutGradient = excluded
    guard let steps = tapes.first?.steps, !traces.isEmpty else {
      logByLayer = architecture.layers.map { _ in [] }
      quartiles = []
      return
    }
    let top = architecture.layers.count - 1
    logByLayer = architecture.layers.indices.map { layer in
      (0..<steps).map { lag in
        Quantile.of(traces.map { $0.relative(layer: layer, lag: lag) }, 0.5)
      }
    }
    quartiles = (0..<steps).map { lag in
      let values = traces.map { $0.relative(layer: top, lag: lag) }
      return Quantile.of(values, 0.25)...Quantile.of(values, 0.75)
    }
  }
}

/// ln ‖dL_T/dh^l_(T-k)‖ of one row, by layer and lag.
struct RowTrace {
  var logNorms: [[Double]]

  /// Whether every layer has a gradient to start from, and none is lost to an overflow.
  var isUsable: Bool {
    logNorms.allSatisfy { ($0.first?.isFinite ?? false) && !$0.contains(where: \.isNaN) }
  }

  func relative(layer: Int, lag: Int) -> Double {
    logNorms[layer][lag] - logNorms[layer][0]
  }
}
