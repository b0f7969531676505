/// Why a saved model cannot be used.
public enum SavedModelError: Error, Equatable, CustomStringConvertible {
  /// There is no such file or folder.
  case missing(path: String)
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The file is not a whole safetensors file.
  case notSafeTensors(SafeTensorsError)
  /// The header does not say how the model was made.
  case noConfiguration
  /// The configuration in the header cannot be used.
  case badConfiguration(String)
  /// The vocabulary in the header cannot be used.
  case badVocabulary(String)
  /// A tensor is not as the configuration wants it.
  case wrongTensor(name: String, reason: String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no \(path): give a folder that rnn-train made, or a model.safetensors."
    case .unreadable(let path, let reason):
      "Cannot read \(path): \(reason); check the path and its permissions."
    case .notSafeTensors(let error): error.description
    case .noConfiguration:
      "The model's header has no \"config\" and \"vocabulary\": it was not saved by rnn-train; "
        + "train one with rnn-train."
    case .badConfiguration(let reason):
      "The model's configuration cannot be used (\(Self.clause(reason))); train it again with this "
        + "version of rnn-train."
    case .badVocabulary(let reason):
      "The model's vocabulary cannot be used (\(Self.clause(reason))); train it again with "
        + "rnn-train."
    case .wrongTensor(let name, let reason):
      "The tensor \(name) does not fit the model's configuration, because \(reason): the file was "
        + "changed; train it again with rnn-train."
    }
  }

  /// A reason as part of a sentence.
  private static func clause(_ reason: String) -> Substring {
    reason.hasSuffix(".") ? reason.dropLast() : reason[...]
  }
}
