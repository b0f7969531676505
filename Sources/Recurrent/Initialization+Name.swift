/// Why a text does not name an initialisation.
public enum InitializationError: Error, Equatable, CustomStringConvertible {
  /// No initialisation has that name.
  case unknown(String)
  /// The parameter in brackets is not one positive finite number, or the scheme has none.
  case badParameter(String)
  /// `critical` alone: its gains depend on the network.
  case needsNetwork

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .unknown(let text):
      "Unknown initialisation \"\(text)\": choose one of "
        + "\(Initialization.names.joined(separator: ", "))."
    case .badParameter(let text):
      "The parameter of initialisation \"\(text)\" is not one positive number: write for example "
        + "orthogonal(1.4), scaled-identity(0.9) or gaussian(1.5)."
    case .needsNetwork:
      "The initialisation critical has gains that are computed for a network: use "
        + "Initialization.critical(for:inputPower:), or write the gains, such as critical(1.02)."
    }
  }
}

extension Initialization {
  /// All names, as ``init(named:)`` takes them.
  public static let names = [
    "orthogonal", "pytorch", "glorot", "identity", "scaled-identity", "np-rnn", "gaussian",
    "critical",
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
    case .critical(let gains): "critical(\(gains.map { "\($0)" }.joined(separator: ",")))"
    }
  }

  /// The initialisation of that name, with an optional number in brackets.
  ///
  /// Without a number `orthogonal` and `gaussian` have gain 1, `scaled-identity` has scale 0.9.
  ///
  /// `critical` takes one gain per layer, or one for all.
  ///
  /// - Throws: ``InitializationError`` for an unknown name, a number that is not positive and
  ///   finite, or a number for a scheme that has none; and for `critical` without a gain, which
  ///   ``critical(for:inputPower:)`` computes.
  public init(named text: String) throws(InitializationError) {
    let trimmed = text.lowercased().filter { $0 != " " }
    let parts = trimmed.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    var parameter: Double?
    if parts[0] == "critical" {
      self = .critical(gains: try Self.gains(parts.count == 2 ? parts[1] : nil, in: text))
      return
    }
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

  /// The gains of `critical(1.02,1.1)`.
  private static func gains(
    _ list: Substring?, in text: String
  ) throws(InitializationError) -> [Double] {
    guard let list else { throw .needsNetwork }
    let parts = list.dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter { $0 > 0 && $0.isFinite }
    guard list.hasSuffix(")"), numbers.count == parts.count else { throw .badParameter(text) }
    return numbers
  }
}
