import BLASMatrices

/// The matrix products of one training step and nothing else, as OpenBLAS does them on one thread.
///
/// Letters: T steps, B batch, H hidden, G gates, V vocabulary. Per step [B x H][H x G*H] forward
/// and [B x G*H][G*H x H] backward, per window one product for the gradient of W_hh, and three for
/// the readout. One-hot inputs need none.
struct FloorBenchmark {
  private let request: BenchmarkRequest
  private let states: Workspace<Float>
  private let gates: Workspace<Float>
  private let cotangents: Workspace<Float>
  private let logits: Workspace<Float>
  private let recurrent: Workspace<Float>
  private let readout: Workspace<Float>
  private let recurrentGradient: Workspace<Float>
  private let readoutGradient: Workspace<Float>

  init(_ request: BenchmarkRequest, vocabularySize: Int) {
    self.request = request
    let (rows, size) = (request.steps * request.batchSize, request.hiddenSize)
    let width = request.cell == "gru" ? 3 * size : size
    states = Workspace(rowCount: rows, columnCount: size)
    gates = Workspace(rowCount: rows, columnCount: width)
    cotangents = Workspace(rowCount: rows, columnCount: size)
    logits = Workspace(rowCount: rows, columnCount: vocabularySize)
    recurrent = Workspace(rowCount: size, columnCount: width)
    readout = Workspace(rowCount: size, columnCount: vocabularySize)
    recurrentGradient = Workspace(rowCount: size, columnCount: width)
    readoutGradient = Workspace(rowCount: size, columnCount: vocabularySize)
    for memory in [states, gates, recurrent, readout, logits] {
      var random = KeyedRandom(seed: 1, purpose: "floor")
      var view = memory.mutableView
      for row in 0..<memory.rowCount {
        var values = view[row]
        for index in values.indices { values[index] = Float(random.nextNormal()) * 0.01 }
      }
    }
  }

  func run() -> BenchmarkAnswer {
    LinearAlgebraBackend.useOneThreadPerProduct()
    multiplyOnce()
    let clock = ContinuousClock()
    let start = clock.now
    var updates = 0
    while start.duration(to: clock.now) < .seconds(request.seconds) {
      multiplyOnce()
      updates += 1
    }
    let seconds = start.duration(to: clock.now) / .seconds(1) / Double(updates)
    return BenchmarkAnswer(
      charactersPerSecond: Double(request.batchSize * request.steps) / seconds,
      secondsPerUpdate: seconds)
  }

  private func multiplyOnce() {
    for step in 0..<request.steps {
      let rows = step * request.batchSize..<(step + 1) * request.batchSize
      var target = gates.mutableRows(rows)
      target.setProduct(states.rows(rows), recurrent.view, keeping: 1)
    }
    var scores = logits.mutableView
    scores.setProduct(states.view, readout.view)
    var readoutSums = readoutGradient.mutableView
    readoutSums.setProduct(states.view.transposed, logits.view)
    var fromAbove = cotangents.mutableView
    fromAbove.setProduct(logits.view, readout.view.transposed)
    for step in (0..<request.steps).reversed() {
      let rows = step * request.batchSize..<(step + 1) * request.batchSize
      var target = cotangents.mutableRows(rows)
      target.setProduct(gates.rows(rows), recurrent.view.transposed)
    }
    var sums = recurrentGradient.mutableView
    sums.setProduct(states.view.transposed, gates.view)
  }
}
