/// One run of a command line: options with a single value each, and what tells it from the others.
struct Condition {
  /// The options that were given several values, and which of them this condition has.
  let settings: [(option: String, value: String)]
  let network: NetworkOptions
  let training: TrainingOptions

  /// What screens and tables call it: `relu`, or `gru, relu` where two options differ.
  var name: String { settings.map(\.value).joined(separator: ", ") }

  /// What its folder is called before it is made safe: `hidden-relu`, `cell-gru-hidden-relu`.
  var folderName: String {
    settings.map { "\($0.option.drop { $0 == "-" })-\($0.value)" }.joined(separator: "-")
  }
}
