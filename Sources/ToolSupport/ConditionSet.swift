/// All conditions that a command line names.
struct ConditionSet {
  /// More than these are no comparison but a study.
  static let largestCount = 16

  /// The options that were given several values, in the order of the help.
  let options: [String]
  /// Every combination of their values, the last option's changing fastest; one without any.
  let conditions: [Condition]

  /// Crosses the values of all options.
  ///
  /// - Throws: ``ToolFailure`` with status 64 for more than 16 conditions, or for a value given
  ///   twice.
  init(network: NetworkOptions, training: TrainingOptions) throws(ToolFailure) {
    let axes = Self.axes(network, training).filter { $0.values.count > 1 }
    for axis in axes where Set(axis.values).count < axis.values.count {
      throw ToolFailure(.usage, "\(axis.option) names a value twice: give each of them once.")
    }
    let count = axes.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.largestCount) else {
      throw ToolFailure(
        .usage,
        "\(axes.map(\.option).joined(separator: ", ")) name more than \(Self.largestCount) "
          + "conditions, the most that are compared: give fewer values.")
    }
    options = axes.map(\.option)
    var conditions = [Condition(settings: [], network: network, training: training)]
    for axis in axes {
      conditions = conditions.flatMap { condition in
        axis.values.indices.map { index in
          var (network, training) = (condition.network, condition.training)
          axis.choose(index, &network, &training)
          return Condition(
            settings: condition.settings + [(axis.option, axis.values[index])], network: network,
            training: training)
        }
      }
    }
    self.conditions = conditions
  }
}
