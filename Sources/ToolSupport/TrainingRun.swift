import RunRecords
import RunReports

/// What `rnn-train` does once its command line is parsed.
public enum TrainingRun {
  /// Trains a network, or several side by side, and shows what the gradient does.
  ///
  /// - Throws: ``ToolFailure``.
  public static func execute(
    network: NetworkOptions, training: TrainingOptions, output: OutputOptions, corpus: String?
  ) throws(ToolFailure) {
    if output.output == "" {
      throw ToolFailure(
        .usage,
        "--output is empty: give the path of a folder that does not exist yet, or leave it out.")
    }
    if let interval = output.sampleEvery, interval < 1 {
      throw ToolFailure(
        .usage, "--sample-every \(interval) is out of range: choose a number from 1.")
    }
    if output.quiet, output.sampleEvery != nil {
      throw ToolFailure(
        .usage, "--sample-every has no effect beside --quiet: leave one of the two out.")
    }
    let set = try ConditionSet(network: network, training: training)
    // Options are refused before a text is waited for.
    for condition in set.conditions {
      _ = try CheckedOptions(network: condition.network, training: condition.training)
    }
    let corpus = try CorpusChoice(corpus).read()
    guard set.options.isEmpty else {
      try ComparisonRun(set, corpus: corpus).execute(output)
      return
    }
    let plan = try RunPlan(network: network, training: training, corpus: corpus)
    try MemoryDemand(plans: [plan]).check()
    let records = try SessionRecords(
      output: output.output, keepsCheckpoints: output.keepCheckpoints, plan.configuration)
    let screen = TrainingScreen(
      .standardOutput(), isQuiet: output.quiet, sampleInterval: output.sampleEvery)
    Interruption.listen()
    try plan.session(screen: screen, records: records).run()
  }
}
