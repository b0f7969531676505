import Activations
import BLASMatrices
import CharacterModels
import Foundation
import Recurrent
import RunRecords
import SequenceTraining

/// A run that is ready to start: every option checked, the text read and cut.
public struct RunPlan: Sendable {
  /// Everything needed to repeat the run.
  public var configuration: RunConfiguration
  /// What tokens stand for.
  public let vocabulary: Vocabulary
  /// The windows to train on.
  public let training: TokenStreams
  /// The windows to validate on; nil without a held-out part.
  public let validation: TokenStreams?
  /// What samples continue.
  ///
  /// From a zero state alone a young network may settle where its training never was, and stay.
  public let opening: [Int32]
  /// How the network is trained.
  public let settings: TrainingConfiguration
  /// What is measured while it trains.
  let flow: FlowRhythm
  /// How its weights start.
  public let initialization: Initialization
  /// Sentences to tell the user before the run starts.
  public var notes: [String]
}

extension RunPlan {
  /// Checks all options and cuts the text.
  ///
  /// - Parameter isAlone: whether no other run shares the machine's cores; one that is not alone
  ///   works on a single thread.
  /// - Throws: ``ToolFailure`` with status 64 for an option or a run that does not fit into memory,
  ///   65 for the text.
  init(
    network: NetworkOptions, training options: TrainingOptions, corpus: Corpus, isAlone: Bool = true
  ) throws(ToolFailure) {
    let checked = try CheckedOptions(network: network, training: options)
    let text = try EncodedText(corpus, checked)
    let steps = checked.steps(windowsPerEpoch: text.training.windowsPerEpoch)
    let plan = ShardPlan(
      batchSize: options.batchSize.value, rowsPerShard: options.rowsPerShard?.value)
    // A shard is one thread's work, so that more threads than shards have nothing to do.
    let asked = options.threads ?? ProcessInfo.processInfo.activeProcessorCount
    let threads = isAlone ? min(asked, plan.ranges.count) : 1
    var settings = TrainingConfiguration(
      updates: steps, optimizer: checked.optimizer, learningRate: options.learningRate.value,
      clipping: checked.clipping, rowsPerShard: plan.rowsPerShard, threads: threads,
      lossGuard: checked.lossGuard, onDivergence: options.onDivergence.value)
    flow = checked.flow
    vocabulary = text.vocabulary
    training = text.training
    validation = text.validation
    opening = text.opening
    notes = corpus.notes + checked.notes + text.notes
    if isAlone, let asked = options.threads, asked > threads {
      notes.append(
        "\(asked) threads were asked for, but the batch has \(threads) shards of "
          + "\(plan.rowsPerShard) rows, one for each thread; a smaller --rows-per-shard gives more."
      )
    }
    if let warning = LinearAlgebraBackend.warning { notes.append(warning) }
    var configuration = RunConfiguration(
      version: toolkitVersion, cell: network.cell.cell.value, hidden: checked.hidden,
      resetGate: checked.resetGate, updateGate: checked.updateGate,
      hiddenSize: checked.hiddenSize, sequenceLength: checked.sequenceLength,
      batchSize: checked.batchSize, rowsPerShard: plan.rowsPerShard,
      optimizer: checked.optimizerName, learningRate: options.learningRate.value,
      clip: checked.clipping.name, lossGuard: checked.lossGuard,
      onDivergence: options.onDivergence.value.rawValue, gradientFlow: checked.flow.name,
      steps: steps, validation: options.validation,
      initialization: checked.initialization?.name ?? "critical", seed: options.seed.value,
      threads: threads,
      precision: options.precision.value, unit: checked.unit.rawValue,
      corpus: CorpusRecord(
        name: corpus.name, bytes: corpus.byteCount, checksum: corpus.checksum,
        tokens: text.tokenCount, vocabularySize: text.vocabulary.count),
      machine: .current)
    if let chosen = checked.initialization {
      initialization = chosen
    } else {
      initialization = try Self.criticalInitialization(configuration)
      configuration.initialization = initialization.name
    }
    settings.initialization = initialization
    self.settings = settings
    self.configuration = configuration
  }
}

extension RunPlan {
  /// `--init critical` for the network of a configuration.
  private static func criticalInitialization(
    _ configuration: RunConfiguration
  ) throws(ToolFailure) -> Initialization {
    let architecture: RecurrentArchitecture<Double>
    do {
      architecture = try configuration.architecture(
        vocabularySize: configuration.corpus.vocabularySize)
    } catch { throw ToolFailure(.usage, error) }
    do {
      return try .critical(for: architecture)
    } catch { throw ToolFailure(.usage, "--init critical: \(error)") }
  }
}

extension MachineRecord {
  /// This machine and this build.
  public static var current: MachineRecord {
    #if DEBUG
      let build = "debug"
    #else
      let build = "release"
    #endif
    #if compiler(>=6.4)
      let swiftVersion = "6.4 or later"
    #else
      let swiftVersion = "6.3"
    #endif
    return MachineRecord(
      swift: swiftVersion, library: LinearAlgebraBackend.library,
      coreType: LinearAlgebraBackend.coreType,
      kernels: LinearAlgebraBackend.kernels,
      system: ProcessInfo.processInfo.operatingSystemVersionString, build: build)
  }
}
