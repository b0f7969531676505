extension Activation {
  /// The activation that a text describes: a name of the catalogue, or else an expression in x.
  ///
  /// Names are read as by `init(named:)`: `tanh`, `leaky-relu(0.2)`. A single word that is unknown,
  /// and a wrong parameter of a known name, are answered by the catalogue; whatever is not a name
  /// with numbers is read as by `init(expression:)`.
  ///
  /// - Throws: `ActivationError` if the text is neither.
  public init(parsing text: String) throws(ActivationError) {
    // No name is long; what is long is not compared with all of them.
    if text.unicodeScalars.prefix(200).count < 200 {
      let named: ActivationError
      do {
        self = try Self.named(text)
        return
      } catch {
        named = error
      }
      if ActivationText(text).isName { throw named }
    }
    do throws(ExpressionError) {
      self = try Self(expression: text)
    } catch {
      throw .badExpression(error)
    }
  }
}

/// Whether a word is the name of a catalogue entry, in any spelling.
func isCatalogueName(_ word: some StringProtocol) -> Bool {
  func plain(_ name: some StringProtocol) -> String {
    name.lowercased().filter { !"-_ ".contains($0) }
  }
  let wanted = plain(word)
  return activationRecipes.contains { recipe in
    ([recipe.entry.name] + recipe.entry.aliases).contains { plain($0) == wanted }
  }
}
