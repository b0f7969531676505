import BLASMatrices
import CharacterModels
import Corpora
import Foundation
import Recurrent
import RunRecords
import RunReports

/// What `rnn-probe run` does once its command line is parsed.
///
/// The model is measured in Double, whatever it was trained in, so that whole spectra can be told
/// from rounding.
public struct RunProbe {
  let options: RunProbeOptions
  let exponents: ExponentCount

  /// Checks the options.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  public init(_ options: RunProbeOptions) throws(ToolFailure) {
    self.options = options
    exponents = try ExponentCount(options.exponents)
    try OptionRange.check("--rows", options.rows, 1...1_024)
    try OptionRange.check("--steps", options.steps, 4...100_000)
    try OptionRange.check("--warmup", options.warmup, 0...100_000)
  }

  /// Measures the model and writes the results to standard output.
  ///
  /// - Throws: ``ToolFailure`` with status 65 for the model or the text.
  public func execute() throws(ToolFailure) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    let run = SavedRun(
      path: options.model, command: "rnn-probe run", checkpoint: options.checkpoint)
    let model = try run.model(run.header(), as: Double.self)
    let corpus = try text(model.configuration)
    let encoded = model.vocabulary.encodeKnown(corpus.text)
    var notes: [String] = []
    if encoded.droppedCount > 0 {
      notes.append(
        "\(NumberText.count(encoded.droppedCount)) characters of the text are not in the model's "
          + "vocabulary and are left out.")
    }
    let tape = try window(model.network, encoded.tokens, corpus.name)
    let measurement = RunMeasurement(
      model, tape, options, exponents: exponents, text: corpus.name, notes: notes)
    if options.json {
      _ = try StandardStreams.write(ProbeJSON.text(measurement))
    } else {
      let writer = TerminalWriter.standardOutput()
      writer.write(measurement.lines(width: writer.width, style: writer.traits.style))
    }
  }

  /// The text that was asked for, or the one that the run read.
  private func text(_ configuration: RunConfiguration) throws(ToolFailure) -> Corpus {
    if let text = options.text { return try CorpusChoice(text).read() }
    let record = configuration.corpus
    let bundled = BundledCorpus.allCases.first { $0.fileName == record.name }
    let choice = bundled.map { CorpusChoice.bundled($0) } ?? .file(record.name)
    guard record.name != "standard input" else {
      throw ToolFailure(
        .usage, "The run read its text from standard input: give a text by --text.")
    }
    let corpus: Corpus
    do {
      corpus = try choice.read()
    } catch {
      throw ToolFailure(
        error.status, "The run's text cannot be read; give a text by --text. (\(error))")
    }
    guard corpus.checksum == record.checksum else {
      throw ToolFailure(
        .data,
        "\(record.name) has changed since the run read it: give a text by --text.")
    }
    return corpus
  }

  /// A window behind the steps in which the states settle.
  private func window(
    _ network: RecurrentNetwork<Double>, _ tokens: [Int32], _ name: String
  ) throws(ToolFailure) -> NetworkTape<Double> {
    let length = options.warmup + options.steps
    guard
      let streams = try? TokenStreams(
        tokens: tokens, batchSize: options.rows, sequenceLength: length)
    else {
      throw ToolFailure(
        .data,
        "\(name) is too short: it has \(NumberText.count(tokens.count)) characters, and "
          + "\(options.rows) rows of \(length) steps need "
          + "\(NumberText.count(options.rows * length + 1)); give a longer text, or smaller --rows, "
          + "--steps or --warmup.")
    }
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    streams.copyWindow(at: 0, inputs: &inputs, targets: &targets)
    let cut = options.warmup * options.rows
    let parameters = network.parameters.view
    let tape = NetworkTape(
      network.architecture, steps: options.steps, batchSize: options.rows)
    if options.warmup > 0 {
      let settling = NetworkTape(
        network.architecture, steps: options.warmup, batchSize: options.rows)
      Self.fill(settling, inputs[..<cut], targets[..<cut])
      network.architecture.forward(parameters, settling)
      tape.initialState = settling.finalState
    }
    Self.fill(tape, inputs[cut...], targets[cut...])
    network.architecture.forward(parameters, tape)
    return tape
  }

  private static func fill(
    _ tape: NetworkTape<Double>, _ inputs: ArraySlice<Int32>, _ targets: ArraySlice<Int32>
  ) {
    let (tokenMemory, targetMemory) = (tape.tokens, tape.targets)
    var tokens = tokenMemory.mutableSpan
    var classes = targetMemory.mutableSpan
    for index in tokens.indices {
      tokens[index] = inputs[inputs.startIndex + index]
      classes[index] = targets[targets.startIndex + index]
    }
  }
}
