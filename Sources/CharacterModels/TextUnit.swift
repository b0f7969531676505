/// What one token of a text stands for.
public enum TextUnit: String, Codable, CaseIterable, Sendable {
  /// A Unicode scalar, such as `e`, `U+0301` or one half of a flag.
  case scalar

  /// A byte of the text's UTF-8 form: at most 256 symbols, whatever the language.
  case byte

  /// An extended grapheme cluster, which a reader takes for one character: a flag, an emoji family.
  case grapheme
}
