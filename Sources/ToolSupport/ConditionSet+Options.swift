extension ConditionSet {
  /// An option that may have several values.
  struct Axis {
    let option: String
    let values: [String]
    let choose: (Int, inout CellOptions, inout TrainingOptions) -> Void
  }

  static func axes(_ cell: CellOptions, _ training: TrainingOptions) -> [Axis] {
    [
      axis("--cell", cell, \.cell), axis("--hidden", cell, \.hidden), axis("--gate", cell, \.gate),
      axis("--reset-gate", cell, \.resetGate), axis("--update-gate", cell, \.updateGate),
      axis("--hidden-size", cell, \.hiddenSize), axis("--layers", cell, \.layers),
      axis("--init", cell, \.initialization),
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
    _ option: String, _ cell: CellOptions, _ path: WritableKeyPath<CellOptions, Choices<Value>>
  ) -> Axis {
    Axis(option: option, values: texts(cell[keyPath: path])) { index, cell, _ in
      cell[keyPath: path] = cell[keyPath: path].only(index)
    }
  }

  private static func axis<Value>(
    _ option: String, _ cell: CellOptions, _ path: WritableKeyPath<CellOptions, Choices<Value>?>
  ) -> Axis {
    Axis(option: option, values: texts(cell[keyPath: path])) { index, cell, _ in
      cell[keyPath: path] = cell[keyPath: path]?.only(index)
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
