import RunRecords
import RunReports

/// What `rnn-train` does once its command line is parsed.
public enum TrainingRun {
  /// Trains a network and shows what its gradient does.
  ///
  /// - Throws: ``ToolFailure``.
  public static func execute(
    cell: CellOptions, training: TrainingOptions, output: OutputOptions, corpus: String?
  ) throws(ToolFailure) {
    if let interval = output.sampleEvery, interval < 1 {
      throw ToolFailure(
        .usage, "--sample-every \(interval) is out of range: choose a number from 1.")
    }
    if output.quiet, output.sampleEvery != nil {
      throw ToolFailure(
        .usage, "--sample-every has no effect beside --quiet: leave one of the two out.")
    }
    let plan = try RunPlan(cell: cell, training: training, corpus: CorpusChoice(corpus))
    let records = try SessionRecords(output: output.output, plan.configuration)
    let screen = TrainingScreen(
      .standardOutput(), isQuiet: output.quiet, sampleInterval: output.sampleEvery)
    Interruption.listen()
    switch plan.configuration.precision {
    case .float:
      var session = try TrainingSession<Float>(plan, screen: screen, records: records)
      try session.run()
    case .double:
      var session = try TrainingSession<Double>(plan, screen: screen, records: records)
      try session.run()
    }
  }
}
