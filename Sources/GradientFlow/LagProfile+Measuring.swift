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
  ///   - source: what to inject, and where.
  ///   - seed: of the random directions and steps.
  public init<Scalar>(
    _ architecture: RecurrentArchitecture<Scalar>, _ parameters: borrowing ParameterView<Scalar>,
    _ tapes: [NetworkTape<Scalar>], source: Source = .loss, seed: UInt64 = 0
  ) {
    var traces: [RowTrace] = []
    var excluded = 0
    var firstRow = 0
    for tape in tapes {
      let measured = ProfileSweep(architecture, tape).run(
        source, parameters, seed: seed, firstRow: firstRow)
      firstRow += tape.batchSize
      traces += measured.filter(\.isUsable)
      excluded += measured.count { !$0.isUsable }
    }
    self.source = source
    rows = traces.count
    rowsWithoutGradient = excluded
    guard let lags = traces.map(\.lagCount).max() else {
      logByLayer = architecture.layers.map { _ in [] }
      quartiles = []
      return
    }
    let top = architecture.layers.count - 1
    logByLayer = architecture.layers.indices.map { layer in
      (0..<lags).map { lag in
        Quantile.of(traces.compactMap { $0.relative(layer: layer, lag: lag) }, 0.5)
      }
    }
    quartiles = (0..<lags).map { lag in
      let values = traces.compactMap { $0.relative(layer: top, lag: lag) }
      return Quantile.of(values, 0.25)...Quantile.of(values, 0.75)
    }
  }
}
