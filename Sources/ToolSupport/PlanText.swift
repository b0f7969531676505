import Foundation
import RunReports

/// What a run is about to do, in words.
struct PlanText {
  private let plan: RunPlan

  init(_ plan: RunPlan) { self.plan = plan }

  /// The network and how it starts.
  func network(parameters: Int) -> String {
    let configuration = plan.configuration
    let sizes = configuration.hiddenSize.map(String.init).joined(separator: "x")
    var cell = "\(configuration.cell.rawValue), hidden \(configuration.hidden)"
    if let reset = configuration.resetGate, let update = configuration.updateGate {
      cell += ", gates \(reset == update ? reset : "\(reset) (reset) and \(update) (update)")"
    }
    return "Training \(cell), \(sizes) units, \(NumberText.count(parameters)) parameters, "
      + "init \(configuration.initialization)"
  }

  /// The text and what guessing blindly costs.
  var corpus: String {
    let configuration = plan.configuration
    let corpus = configuration.corpus
    return "on \(corpus.name): \(NumberText.count(corpus.tokens)) characters, "
      + "\(corpus.vocabularySize) different, "
      + "\(NumberText.percent(configuration.validation)) held out; guessing blindly costs "
      + "\(NumberText.loss(log(Double(corpus.vocabularySize)))) nats"
  }

  /// The optimizer, the windows and the seed.
  var training: String {
    let configuration = plan.configuration
    return "with \(configuration.optimizer) at \(configuration.learningRate), clip "
      + "\(configuration.clip), \(configuration.batchSize) rows of "
      + "\(configuration.sequenceLength) characters, seed \(configuration.seed), "
      + "\(configuration.precision.rawValue), \(counted(configuration.threads, "thread")), "
      + counted(configuration.steps, "update")
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension SessionProgress {
  /// The same for a screen.
  var text: ProgressText {
    ProgressText(
      step: step.number, totalSteps: totalSteps, charactersPerSecond: charactersPerSecond,
      remainingSeconds: remainingSeconds, loss: step.loss, validationLoss: validation?.loss,
      validationUpdate: validation?.update, gradientNorm: step.gradientNorm,
      clippedShare: clippedShare)
  }
}
