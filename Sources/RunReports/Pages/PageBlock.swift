/// A part of a section.
public enum PageBlock: Sendable {
  /// How loud a finding is.
  public enum Tone: String, Sendable {
    /// All is well.
    case good
    /// Something to look at.
    case warning
    /// Something broke.
    case alarm
  }

  /// Sentences.
  case paragraph(String)
  /// A finding: one word, and the sentence with its numbers.
  case finding(Tone, word: String, sentence: String)
  /// Sentences that belong together, such as what is not there and why.
  case list([String])
  /// A sentence that ends in places to go to, by relative address.
  case links(String, [(text: String, address: String)])
  /// Names and values, as many beside each other as fit.
  case facts([(name: String, value: String)])
  /// A table.
  case table(ValueTable)
  /// Figures, beside each other where there is room.
  case figures([Figure])

  var markup: Markup {
    switch self {
    case .paragraph(let text): Markup("p", text: text)
    case .finding(let tone, let word, let sentence):
      Markup(
        "p", ["class": "finding \(tone.rawValue)"],
        [Markup("strong", text: word), .text(" " + sentence)])
    case .list(let sentences):
      Markup("ul", ["class": "notes"], sentences.map { Markup("li", text: $0) })
    case .links(let text, let links):
      Markup(
        "p", ["class": "links"],
        [.text(text)]
          + links.flatMap { [.text(" "), Markup("a", ["href": $0.address], text: $0.text)] })
    case .facts(let facts):
      Markup(
        "dl", ["class": "facts"],
        facts.map { fact in
          Markup(
            "div", fact.value.count > 36 ? ["class": "wide"] : [:],
            [Markup("dt", text: fact.name), Markup("dd", text: fact.value)])
        })
    case .table(let table): table.markup
    case .figures(let figures):
      Markup("div", ["class": "figures"], figures.map(\.markup))
    }
  }
}
