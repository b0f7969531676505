import Activations
import GradientFlow
import Recurrent
import SequenceTraining

/// A short training run of one network: two trials differ in nothing but what their names say.
struct Trial {
  let name: String
  let cells: [any RecurrentCell<Float>]
  var initialization = Initialization.orthogonal(gain: 1)
  var learningRate = 0.005
  var updates = 150

  /// What a run left behind.
  struct Outcome {
    let name: String
    /// The mean of the last ten losses, in nats; that of the first window if there is no other.
    var loss = Double.nan
    /// The largest |h| of the first window and of the last.
    var firstNorm = Double.nan
    var lastNorm = Double.nan
    /// Shares of the last window: derivative 0, and |derivative| < 0.1.
    var inactive: Double?
    var saturated: Double?
    /// The update that could not be made.
    var divergedAt: Int?
  }

  /// Trains from the same seed as every other trial.
  func run(on source: some WindowSource<Float>, outputSize: Int) -> Outcome {
    let network = RecurrentNetwork(
      cells: cells, outputSize: outputSize, initialization: initialization, seed: 1)
    let configuration = TrainingConfiguration(updates: updates, learningRate: learningRate)
    var trainer = Trainer(network, configuration, source: source)
    var outcome = Outcome(name: name)
    var losses: [Double] = []
    while true {
      var seen: ForwardStatistics?
      var loss = Double.nan
      let isLast = trainer.updates == updates - 1
      let isFirst = trainer.updates == 0
      let step: TrainingStep?
      do {
        step = try trainer.next { pending in
          loss = pending.loss
          let isBroken = !(pending.loss.isFinite && pending.gradientNorm.isFinite)
          guard isFirst || isLast || isBroken else { return }
          seen = ForwardStatistics(pending.architecture, pending.tapes)
        }
      } catch {
        outcome.divergedAt = trainer.updates + 1
        step = nil
      }
      if let seen {
        if isFirst { outcome.firstNorm = seen.hiddenMaximum }
        outcome.lastNorm = seen.hiddenMaximum
        (outcome.inactive, outcome.saturated) = (seen.inactiveFraction, seen.saturatedFraction)
      }
      if !loss.isNaN { losses.append(loss) }
      guard step != nil else { break }
    }
    let last = losses.suffix(10)
    outcome.loss = last.reduce(0, +) / Double(max(1, last.count))
    return outcome
  }
}
