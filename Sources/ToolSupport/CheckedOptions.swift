import Activations
import CharacterModels
import Recurrent
import RunRecords
import SequenceTraining

/// The options of a run, each within its range and each with an effect.
struct CheckedOptions {
  let hidden: String
  let resetGate: String?
  let updateGate: String?
  let hiddenSize: [Int]
  /// Nil where it is `critical`, whose gains depend on the network.
  let initialization: Initialization?
  let optimizer: Optimizer
  let optimizerName: String
  let clipping: GradientClipping
  let lossGuard: Double?
  let flow: FlowRhythm
  let unit: TextUnit
  let batchSize: Int
  let sequenceLength: Int
  let validation: Double
  var notes: [String] = []
  private let requestedSteps: Int?
  private let requestedEpochs: Int?

  /// Updates without `--steps` and `--epochs`.
  static let defaultSteps = 1_000

  init(network: NetworkOptions, training: TrainingOptions) throws(ToolFailure) {
    let cell = try CheckedCell(
      network.cell, hiddenSize: network.hiddenSize.value, layers: network.layers?.value)
    (resetGate, updateGate) = (cell.reset?.name, cell.update?.name)
    hidden = cell.hidden.name
    hiddenSize = cell.hiddenSizes
    do {
      initialization = try Initialization(named: network.initialization.value)
    } catch InitializationError.needsNetwork {
      initialization = nil
    } catch { throw ToolFailure(.usage, error) }
    if case .critical(let gains) = initialization, gains.count > 1,
      gains.count != hiddenSize.count
    {
      throw ToolFailure(
        .usage,
        "--init \(network.initialization.value) has \(gains.count) gains for \(hiddenSize.count) layers: "
          + "write critical alone, or one gain for each layer.")
    }
    (optimizerName, optimizer) = try Self.optimizer(training.optimizer.value)
    do {
      clipping = try GradientClipping(training.clip.value)
    } catch { throw ToolFailure(.usage, error) }
    lossGuard = try Self.lossGuard(training.lossGuard.value)
    guard let flow = FlowRhythm(training.gradientFlow) else {
      throw ToolFailure(
        .usage,
        "--gradient-flow \(training.gradientFlow) is unknown: write every:50 (or another number of "
          + "updates), off or full.")
    }
    self.flow = flow
    guard let unit = TextUnit(rawValue: training.unit.lowercased()) else {
      throw ToolFailure(
        .usage, "--unit \(training.unit) is unknown: choose scalar, byte or grapheme.")
    }
    self.unit = unit
    batchSize = training.batchSize.value
    sequenceLength = training.sequenceLength.value
    validation = training.validation
    requestedSteps = training.steps
    requestedEpochs = training.epochs
    try Self.checkRanges(training)
    if let warning = cell.gateWarning { notes.append(warning) }
  }

  /// How many updates to make.
  func steps(windowsPerEpoch: Int) -> Int {
    requestedSteps ?? requestedEpochs.map { $0 * windowsPerEpoch } ?? Self.defaultSteps
  }

  private static func optimizer(
    _ name: String
  ) throws(ToolFailure) -> (name: String, optimizer: Optimizer) {
    guard let found = Optimizer.named.first(where: { $0.name == name.lowercased() }) else {
      throw ToolFailure(
        .usage,
        "--optimizer \(name) is unknown: choose "
          + Optimizer.named.map(\.name).joined(separator: ", ") + ".")
    }
    return found
  }

  private static func lossGuard(_ text: String) throws(ToolFailure) -> Double? {
    if text.lowercased() == "off" { return nil }
    guard let loss = Double(text), loss > 0, loss.isFinite else {
      throw ToolFailure(
        .usage, "--guard \(text) is no loss: write a number above 0, in nats, or off.")
    }
    return loss
  }

  private static func checkRanges(_ options: TrainingOptions) throws(ToolFailure) {
    try OptionRange.check("--sequence-length", options.sequenceLength.value, 1...100_000)
    try OptionRange.check("--batch-size", options.batchSize.value, 1...65_536)
    try OptionRange.check(
      "--rows-per-shard", options.rowsPerShard?.value ?? 1, 1...options.batchSize.value)
    try OptionRange.check("--steps", options.steps ?? 1, 1...1_000_000_000)
    try OptionRange.check("--epochs", options.epochs ?? 1, 1...1_000_000)
    try OptionRange.check("--threads", options.threads ?? 1, 1...1_024)
    if options.steps != nil && options.epochs != nil {
      throw ToolFailure(.usage, "--steps and --epochs contradict each other: leave one out.")
    }
    let rate = options.learningRate.value
    guard rate > 0, rate.isFinite else {
      throw ToolFailure(
        .usage, "--learning-rate \(rate) is out of range: choose a number above 0.")
    }
    guard options.validation >= 0, options.validation <= 0.9 else {
      throw ToolFailure(
        .usage, "--validation \(options.validation) is out of range: choose from 0 to 0.9.")
    }
  }
}
