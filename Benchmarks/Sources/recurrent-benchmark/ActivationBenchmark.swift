import SequenceTraining

/// How long a training step takes with an activation, over that with tanh.
///
/// Both train in one process, a few updates each in turn, so that whatever else slows the machine
/// meets both; the median of the turns' ratios counts. The weights are small and hardly move: no
/// activation makes them diverge.
struct ActivationBenchmark {
  /// Updates of a turn: so many that what the other left in the caches hardly counts.
  static let turnUpdates = 16
  /// Turns before the clock counts.
  static let warmUpTurns = 1

  private let request: BenchmarkRequest
  private let text: BenchmarkText

  init(_ request: BenchmarkRequest, _ text: BenchmarkText) {
    self.request = request
    self.text = text
  }

  func run() throws -> BenchmarkAnswer {
    var tanhRequest = request
    tanhRequest.hidden = "tanh"
    var reference = try trainer(tanhRequest)
    var trainer = try trainer(request)
    let clock = ContinuousClock()
    let begin = clock.now
    var ratios: [Double] = []
    var turns = 0
    while ratios.isEmpty || begin.duration(to: clock.now) < .seconds(request.seconds) {
      // Each is first in every other turn.
      var seconds = 0.0
      if turns.isMultiple(of: 2) { seconds = try turn(&trainer, clock) }
      let others = try turn(&reference, clock)
      if !turns.isMultiple(of: 2) { seconds = try turn(&trainer, clock) }
      turns += 1
      if turns > Self.warmUpTurns { ratios.append(seconds / others) }
    }
    ratios.sort()
    return BenchmarkAnswer(stepOverTanh: ratios[ratios.count / 2])
  }

  private func trainer(_ request: BenchmarkRequest) throws -> Trainer<Float> {
    try TrainingBenchmark(request, text).trainer(gain: 0.1, learningRate: 1e-9)
  }

  private func turn(
    _ trainer: inout Trainer<Float>, _ clock: ContinuousClock
  ) throws -> Double {
    let start = clock.now
    for _ in 0..<Self.turnUpdates { _ = try trainer.next { _ in } }
    return start.duration(to: clock.now) / .seconds(1)
  }
}
