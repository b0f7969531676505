/// Everything needed to repeat a run, as `config.json` keeps it; keys are in snake_case there.
public struct RunConfiguration: Codable, Equatable, Sendable {
  /// The version of the toolkit.
  public var version: String
  /// `elman`, `gru` or `gru-reset-before`.
  public var cell: CellKind
  /// The activation of the hidden units, or of a GRU's candidate.
  public var hidden: String
  /// The activation of a GRU's reset gate; nil for Elman.
  public var resetGate: String?
  /// The activation of a GRU's update gate; nil for Elman.
  public var updateGate: String?
  /// H of each layer, lowest first.
  public var hiddenSize: [Int]
  /// T.
  public var sequenceLength: Int
  /// B.
  public var batchSize: Int
  /// The rows of a shard; the bits of a run depend on it.
  public var rowsPerShard: Int
  /// The optimizer's name.
  public var optimizer: String
  /// η.
  public var learningRate: Double
  /// The clipping, as `--clip` takes it.
  public var clip: String
  /// The loss, in nats, beyond which a window counts as diverged; nil for none.
  public var lossGuard: Double?
  /// `stop`, `skip` or `rollback`: what was to be done where a window diverges; nil in runs of
  /// versions that always stopped.
  public var onDivergence: String?
  /// What was measured, as `--gradient-flow` takes it; the result does not depend on it.
  public var gradientFlow: String?
  /// How many updates are made.
  public var steps: Int
  /// The share of the text held out at its end.
  public var validation: Double
  /// The initialisation's name.
  public var initialization: String
  /// The seed of all random draws.
  public var seed: UInt64
  /// How many threads worked; the result does not depend on it.
  public var threads: Int
  /// `float` or `double`.
  public var precision: Precision
  /// What a token stands for.
  public var unit: String
  /// Which text was read.
  public var corpus: CorpusRecord
  /// What computed it; the bits of a run depend on it.
  public var machine: MachineRecord

  /// Gathers a configuration.
  public init(
    version: String, cell: CellKind, hidden: String, resetGate: String?, updateGate: String?,
    hiddenSize: [Int], sequenceLength: Int, batchSize: Int, rowsPerShard: Int, optimizer: String,
    learningRate: Double, clip: String, lossGuard: Double? = nil, onDivergence: String? = nil,
    gradientFlow: String? = nil, steps: Int, validation: Double, initialization: String,
    seed: UInt64, threads: Int, precision: Precision, unit: String, corpus: CorpusRecord,
    machine: MachineRecord
  ) {
    self.version = version
    self.cell = cell
    self.hidden = hidden
    self.resetGate = resetGate
    self.updateGate = updateGate
    self.hiddenSize = hiddenSize
    self.sequenceLength = sequenceLength
    self.batchSize = batchSize
    self.rowsPerShard = rowsPerShard
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.clip = clip
    self.lossGuard = lossGuard
    self.onDivergence = onDivergence
    self.gradientFlow = gradientFlow
    self.steps = steps
    self.validation = validation
    self.initialization = initialization
    self.seed = seed
    self.threads = threads
    self.precision = precision
    self.unit = unit
    self.corpus = corpus
    self.machine = machine
  }
}
