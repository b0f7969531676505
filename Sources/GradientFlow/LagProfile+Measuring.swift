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
    let sweeps = ProfileSweep.all(architecture, tapes, source: source, seed: seed)
    for sweep in sweeps { sweep.run(parameters) }
    self.init(
      source: source, layers: architecture.layers.count, traces: sweeps.flatMap { $0.traces })
  }

  /// The profile of rows that were followed back.
  init(source: Source, layers: Int, traces all: [RowTrace]) {
    let traces = all.filter(\.isUsable)
    self.source = source
    rows = traces.count
    rowsWithoutGradient = all.count - traces.count
    guard let lags = traces.map(\.lagCount).max() else {
      logByLayer = Array(repeating: [], count: layers)
      quartiles = []
      return
    }
    let sorted = (0..<layers).map { layer in
      (0..<lags).map { lag in
        traces.compactMap { $0.relative(layer: layer, lag: lag) }.sorted()
      }
    }
    logByLayer = sorted.map { $0.map { Quantile.of(sorted: $0, 0.5) } }
    quartiles = sorted[layers - 1].map {
      Quantile.of(sorted: $0, 0.25)...Quantile.of(sorted: $0, 0.75)
    }
  }
}
