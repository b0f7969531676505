/// ln ‖dL/dh^l_(t-k)‖ of one row, by layer and lag, from the step t of its loss.
struct RowTrace {
  var logNorms: [[Double]]

  /// An empty trace with room for `lags` of each layer.
  init(layers: Int, lags: Int) {
    logNorms = (0..<layers).map { _ in
      var norms: [Double] = []
      norms.reserveCapacity(lags)
      return norms
    }
  }

  /// Whether every layer has a gradient to start from, and none is lost to an overflow.
  var isUsable: Bool {
    logNorms.allSatisfy { ($0.first?.isFinite ?? false) && !$0.contains(where: \.isNaN) }
  }

  /// How far back the row reaches.
  var lagCount: Int { logNorms.first?.count ?? 0 }

  /// Relative to lag 0; nil behind the start of the window.
  func relative(layer: Int, lag: Int) -> Double? {
    lag < lagCount ? logNorms[layer][lag] - logNorms[layer][0] : nil
  }
}
