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
  let initialization: Initialization
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

  init(cell: CellOptions, training: TrainingOptions) throws(ToolFailure) {
    let gates = try Self.gates(cell)
    (resetGate, updateGate) = (gates.reset?.name, gates.update?.name)
    hidden = try Self.activation(cell.hidden.value, "--hidden").name
    hiddenSize = try Self.sizes(cell)
    do {
      initialization = try Initialization(named: cell.initialization.value)
    } catch { throw ToolFailure(.usage, error) }
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
    for (gate, option) in [(gates.reset, "reset"), (gates.update, "update")] {
      guard let gate, gate.lowerBound < 0 || gate.upperBound > 1 else { continue }
      notes.append(
        "The \(option) gate's activation \(gate.name) can leave [0, 1]: the new state is then no "
          + "mix of the old one and the candidate, and it can grow without bound.")
    }
  }

  /// How many updates to make.
  func steps(windowsPerEpoch: Int) -> Int {
    requestedSteps ?? requestedEpochs.map { $0 * windowsPerEpoch } ?? Self.defaultSteps
  }

  private static func activation(
    _ text: String, _ option: String
  ) throws(ToolFailure) -> Activation<Double> {
    do {
      return try Activation<Double>(parsing: text)
    } catch {
      throw ToolFailure(.usage, "\(option): \(error)")
    }
  }

  /// The activations of the gates; an Elman cell has none and refuses their options by name.
  private static func gates(
    _ cell: CellOptions
  ) throws(ToolFailure) -> (reset: Activation<Double>?, update: Activation<Double>?) {
    let options = [
      ("--gate", cell.gate), ("--reset-gate", cell.resetGate), ("--update-gate", cell.updateGate),
    ]
    guard cell.cell.value.hasGates else {
      for (name, value) in options where value != nil {
        throw ToolFailure(
          .usage,
          "\(name) has no effect on an Elman cell, which has no gates: leave it out, or "
            + "choose --cell gru.")
      }
      return (nil, nil)
    }
    if cell.gate != nil, cell.resetGate != nil, cell.updateGate != nil {
      throw ToolFailure(
        .usage, "--gate has no effect beside --reset-gate and --update-gate: leave it out.")
    }
    let both = cell.gate?.value ?? "sigmoid"
    return (
      try activation(
        cell.resetGate?.value ?? both, cell.resetGate == nil ? "--gate" : "--reset-gate"),
      try activation(
        cell.updateGate?.value ?? both, cell.updateGate == nil ? "--gate" : "--update-gate")
    )
  }

  private static func sizes(_ cell: CellOptions) throws(ToolFailure) -> [Int] {
    guard let sizes = HiddenSizes(cell.hiddenSize.value) else {
      throw ToolFailure(
        .usage,
        "--hidden-size \(cell.hiddenSize.value) is not a size: write whole numbers from 1 to "
          + "\(HiddenSizes.largest), such as 128, or 128x64 for two layers.")
    }
    if let layers = cell.layers?.value, !(1...64).contains(layers) {
      throw ToolFailure(.usage, "--layers \(layers) is out of range: choose from 1 to 64.")
    }
    guard let repeated = sizes.repeated(layers: cell.layers?.value) else {
      throw ToolFailure(
        .usage,
        "--layers \(cell.layers?.value ?? 0) contradicts --hidden-size \(cell.hiddenSize.value), which "
          + "names \(sizes.values.count) layers: leave one of the two out.")
    }
    return repeated
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
    try check(options.sequenceLength.value, 1...100_000, "--sequence-length")
    try check(options.batchSize.value, 1...65_536, "--batch-size")
    try check(options.rowsPerShard?.value ?? 1, 1...options.batchSize.value, "--rows-per-shard")
    try check(options.steps ?? 1, 1...1_000_000_000, "--steps")
    try check(options.epochs ?? 1, 1...1_000_000, "--epochs")
    try check(options.threads ?? 1, 1...1_024, "--threads")
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

  private static func check(
    _ value: Int, _ range: ClosedRange<Int>, _ option: String
  ) throws(ToolFailure) {
    guard range.contains(value) else {
      throw ToolFailure(
        .usage,
        "\(option) \(value) is out of range: choose from \(range.lowerBound) to "
          + "\(range.upperBound).")
    }
  }
}
