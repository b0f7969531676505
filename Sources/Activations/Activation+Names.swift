import LaneMath

extension Activation {
  /// The built-in activation that a text names: `tanh`, `leaky-relu`, `leaky-relu(0.2)`.
  ///
  /// Capitals do not count, nor does writing `_` or nothing for `-`; parameters left out have
  /// their defaults.
  ///
  /// - Throws: ``ActivationError`` if the text names no activation or a parameter is not accepted.
  public init(named text: String) throws(ActivationError) {
    self = try Self.named(text)
  }

  /// The built-in activation that a text names, as ``init(named:)`` reads it.
  ///
  /// - Throws: ``ActivationError`` if the text names no activation or a parameter is not accepted.
  public static func named(_ text: String) throws(ActivationError) -> Activation {
    let (name, texts) = try split(text)
    guard let recipe = activationRecipes.first(where: { recipe in matches(recipe.entry, name) })
    else {
      throw .unknownName(name, nearest: nearestNames(to: name))
    }
    let parameters = recipe.entry.parameters
    guard texts.count <= parameters.count else {
      throw .tooManyParameters(
        name: recipe.entry.name, expected: parameters.map(\.name), found: texts.count)
    }
    var values = parameters.map(\.defaultValue)
    for (index, text) in texts.enumerated() {
      values[index] = try value(of: parameters[index], in: recipe.entry.name, from: text)
    }
    return recipe.make(values)
  }

  /// The name and the texts of the parameters.
  private static func split(_ text: String) throws(ActivationError) -> (String, [String]) {
    let trimmed = trim(text)
    guard let open = trimmed.firstIndex(of: "(") else {
      guard !trimmed.isEmpty, !trimmed.contains(")") else { throw .malformed(text) }
      return (trimmed, [])
    }
    let inside = trimmed[trimmed.index(after: open)...]
    guard open != trimmed.startIndex, inside.last == ")" else { throw .malformed(text) }
    let list = inside.dropLast()
    guard !list.contains("("), !list.contains(")") else { throw .malformed(text) }
    let texts = list.split(separator: ",", omittingEmptySubsequences: false).map(trim)
    guard !texts.contains("") else { throw .malformed(text) }
    return (trim(trimmed[..<open]), texts)
  }

  private static func value(
    of parameter: ActivationParameter, in name: String, from text: String
  ) throws(ActivationError) -> Double {
    guard let value = Double(text) else {
      throw .notANumber(name: name, parameter: parameter.name, text: text)
    }
    guard parameter.accepts(value) else {
      throw .outOfRange(
        name: name, parameter: parameter.name, value: value,
        mustBePositive: parameter.mustBePositive)
    }
    return value
  }

  private static func matches(_ entry: ActivationEntry, _ name: String) -> Bool {
    let plain = plainForm(name)
    return ([entry.name] + entry.aliases).contains { plainForm($0) == plain }
  }

  private static func nearestNames(to name: String) -> [String] {
    let plain = plainForm(name)
    let ranked = activationRecipes.enumerated().map { position, recipe in
      let names = [recipe.entry.name] + recipe.entry.aliases
      let distance = names.map { editDistance(plainForm($0), plain) }.min() ?? 0
      return (distance: distance, position: position, name: recipe.entry.name)
    }
    let sorted = ranked.sorted { ($0.distance, $0.position) < ($1.distance, $1.position) }
    let limit = (sorted.first?.distance ?? 0) + 1
    return sorted.prefix(3).filter { $0.distance <= limit }.map(\.name)
  }

  /// Lower case without `-`, `_` and spaces.
  private static func plainForm(_ name: String) -> String {
    name.lowercased().filter { !"-_ ".contains($0) }
  }

  private static func trim(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
