import LaneMath

/// What a closure over ``ActivationTerm`` has written so far.
///
/// One object for all terms of a closure, so that a part which is used twice stands in it once.
final class ActivationTranscript {
  /// The steps in the order in which the closure took them.
  private(set) var syntax = ExpressionSyntax()

  /// The expression that a closure writes.
  static func record(
    _ function: (ActivationTerm) -> ActivationTerm
  ) -> ExpressionSyntax {
    let transcript = ActivationTranscript()
    let result = function(transcript.write(.argument))
    transcript.syntax.root = transcript.position(of: result)
    return transcript.syntax
  }

  /// A step on some terms; one on constants alone is a constant at once.
  static func write(
    _ operands: [ActivationTerm], _ kind: ([Int]) -> ExpressionSyntax.Kind
  ) -> ActivationTerm {
    let transcript = operands.lazy.compactMap(\.transcript).first
    let book = transcript ?? ActivationTranscript()
    let term = book.write(kind(operands.map(book.position)))
    guard transcript == nil else { return term }
    let graph = ExpressionGraph(book.syntax)
    return ActivationTerm(.number(graph.constantValue(graph.root) ?? .nan))
  }

  private func write(_ kind: ExpressionSyntax.Kind) -> ActivationTerm {
    ActivationTerm(.step(self, syntax.append(kind, at: 0)))
  }

  /// Where a term stands; a constant is written down where it is first used with x.
  private func position(of term: ActivationTerm) -> Int {
    switch term.source {
    case .number(let value):
      let magnitude = syntax.append(.number(value.magnitude, text: "\(value.magnitude)"), at: 0)
      return value.sign == .minus ? syntax.append(.negative(magnitude), at: 0) : magnitude
    case .step(let transcript, let position):
      require(
        transcript === self, "a term of one activation's closure was used in that of another")
      return position
    }
  }
}
