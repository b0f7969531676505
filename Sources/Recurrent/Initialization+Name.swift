/// Why a text does not name an initialisation.
public enum InitializationError: Error, Equatable, CustomStringConvertible {
  /// No initialisation has that name.
  case unknown(String)
  /// The parameter in brackets is not one positive finite number, or the scheme has none.
  case badParameter(String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .unknown(let text):
      "Unknown initialisation \"\(text)\": choose one of "
        + "\(Initialization.names.joined(separator: ", "))."
    case .badParameter(let text):
      "The parameter of initialisation \"\(text)\" is not one positive number: write for example "
        + "orthogonal(1.4), scaled-identity(0.9) or gaussian(1.5)."
    }
  }
}

extension Initialization {
  /// All names, as ``init(named:)`` takes them.
  public static let names = [
    "orthogonal", "pytorch", "glorot", "identity", "scaled-identity", "np-rnn", "gaussian",
  ]

  /// The canonical name with its parameter, such as `orthogonal(1.4)`; ``init(named:)`` reads it.
  public var name: String {
    switch self {
    case .pytorch: "pytorch"
    case .glorot: "glorot"
    case .orthogonal(let gain): gain == 1 ? "orthogonal" : "orthogonal(\(gain))"
    case .identity: "identity"
    case .scaledIdentity(let scale): "scaled-identity(\(scale))"
    case .npRNN: "np-rnn"
    case .gaussian(let gain): "gaussian(\(gain))"
    }
  }

  /// The initialisation of that name, with an optional number in brackets.
  ///
  /// Without a number `orthogonal` and `gaussian` have gain 1, `scaled-identity` has scale 0.9.
  ///
  /// - Throws: ``InitializationError`` for an unknown name, a number that is not positive and
  ///   finite, or a number for a scheme that has none.
  public init(named text: String) throws(InitializationError) {
    let trimmed = text.lowercased().filter { $0 != " " }
    let parts = trimmed.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    var parameter: Double?
    if parts.count == 2 {
      guard parts[1].hasSuffix(")"), let number = Double(parts[1].dropLast()), number > 0,
        number.isFinite
      else { throw .badParameter(text) }
      parameter = number
    }
    switch String(parts[0]) {
    case "orthogonal": self = .orthogonal(gain: parameter ?? 1)
    case "gaussian": self = .gaussian(gain: parameter ?? 1)
    case "scaled-identity": self = .scaledIdentity(scale: parameter ?? 0.9)
    case "pytorch" where parameter == nil: self = .pytorch
    case "glorot" where parameter == nil: self = .glorot
    case "identity" where parameter == nil: self = .identity
    case "np-rnn" where parameter == nil: self = .npRNN
    case "pytorch", "glorot", "identity", "np-rnn": throw .badParameter(text)
    default: throw .unknown(text)
    }
  }
}
