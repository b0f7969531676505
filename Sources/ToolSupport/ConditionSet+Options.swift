extension ConditionSet {
  /// An option that may have several values.
  struct Axis {
    let option: String
    let values: [String]
    let choose: (Int, inout NetworkOptions, inout TrainingOptions) -> Void
  }

  static func axes(_ network: NetworkOptions, _ training: TrainingOptions) -> [Axis] {
    [
      axis("--cell", network, \.cell.cell), axis("--hidden", network, \.cell.hidden),
      axis("--gate", network, \.cell.gate), axis("--reset-gate", network, \.cell.resetGate),
      axis("--update-gate", network, \.cell.updateGate),
      axis("--hidden-size", network, \.hiddenSize), axis("--layers", network, \.layers),
      axis("--init", network, \.initialization),
      axis("--sequence-length", training, \.sequenceLength),
      axis("--batch-size", training, \.batchSize),
      axis("--rows-per-shard", training, \.rowsPerShard),
      axis("--optimizer", training, \.optimizer),
      axis("--learning-rate", training, \.learningRate), axis("--clip", training, \.clip),
      axis("--guard", training, \.lossGuard),
      axis("--on-divergence", training, \.onDivergence),
      axis("--seed", training, \.seed), axis("--precision", training, \.precision),
    ]
  }

  private static func axis<Value>(
    _ option: String, _ network: NetworkOptions,
    _ path: WritableKeyPath<NetworkOptions, Choices<Value>>
  ) -> Axis {
    Axis(option: option, values: texts(network[keyPath: path])) { index, network, _ in
      network[keyPath: path] = network[keyPath: path].only(index)
    }
  }

  private static func axis<Value>(
    _ option: String, _ network: NetworkOptions,
    _ path: WritableKeyPath<NetworkOptions, Choices<Value>?>
  ) -> Axis {
    Axis(option: option, values: texts(network[keyPath: path])) { index, network, _ in
      network[keyPath: path] = network[keyPath: path]?.only(index)
    }
  }

  private static func axis<Value>(
    _ option: String, _ training: TrainingOptions,
    _ path: WritableKeyPath<TrainingOptions, Choices<Value>>
  ) -> Axis {
    Axis(option: option, values: texts(training[keyPath: path])) { index, _, training in
      training[keyPath: path] = training[keyPath: path].only(index)
    }
  }

  private static func axis<Value>(
    _ option: String, _ training: TrainingOptions,
    _ path: WritableKeyPath<TrainingOptions, Choices<Value>?>
  ) -> Axis {
    Axis(option: option, values: texts(training[keyPath: path])) { index, _, training in
      training[keyPath: path] = training[keyPath: path]?.only(index)
    }
  }

  private static func texts<Value>(_ choices: Choices<Value>?) -> [String] {
    choices?.values.map(\.defaultValueDescription) ?? []
  }
}
