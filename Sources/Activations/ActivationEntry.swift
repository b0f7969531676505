/// What the catalogue says of one activation.
public struct ActivationEntry: Sendable, Equatable {
  /// The name that ``Activation/init(named:)`` takes and ``Activation/name`` begins with.
  public let name: String

  /// Other spellings it takes; capitals, and `_` or nothing for `-`, are taken for every name.
  public let aliases: [String]

  /// The formula, in x and the parameters' names.
  public let formula: String

  /// The parameters in the order in which they are written.
  public let parameters: [ActivationParameter]

  /// The paper or the library that the formula is from.
  public let source: String

  /// What other libraries call it, and with which defaults.
  public let peers: String

  /// Whether each value depends on its own preactivation only.
  public let isElementwise: Bool

  init(
    name: String,
    aliases: [String] = [],
    formula: String,
    parameters: [ActivationParameter] = [],
    source: String,
    peers: String,
    isElementwise: Bool = true
  ) {
    self.name = name
    self.aliases = aliases
    self.formula = formula
    self.parameters = parameters
    self.source = source
    self.peers = peers
    self.isElementwise = isElementwise
  }

  /// The name with these parameters, without those at the end that have their defaults.
  func canonicalName(_ values: [Double]) -> String {
    let written = zip(parameters, values).reversed().drop { $0.defaultValue == $1 }.reversed()
    guard !written.isEmpty else { return name }
    let texts = written.map { _, value in
      let text = "\(value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    return "\(name)(\(texts.joined(separator: ", ")))"
  }
}
