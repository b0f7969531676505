import LaneMath

/// What a closure over ``ActivationTerm`` has written so far.
///
/// One object for all terms of a closure, so that a part which is used twice stands in it once.
final class ActivationTranscript {
  /// The steps in the order in which the closure took them.
  private(set) var syntax = ExpressionSyntax()

  /// How the first comparisons of this run are answered; all after them hold.
  private var answers: [Bool] = []

  /// The conditions that this run asked about.
  private var questions: [Int] = []

  private var runCount = 0

  /// More runs of a closure, and more questions in one, are a loop rather than a choice.
  static var mostWays: Int { 64 }

  /// The expression that a closure writes.
  static func record(
    _ function: (ActivationTerm) -> ActivationTerm
  ) -> ExpressionSyntax {
    let transcript = ActivationTranscript()
    let argument = transcript.write(.argument)
    transcript.syntax.root = transcript.explore([]) { function(argument) }
    return transcript.syntax
  }

  /// Runs a closure with its first comparisons answered so, and again for each later one that did
  /// not hold; returns where the choice between the results stands.
  private func explore(_ first: [Bool], _ run: () -> ActivationTerm) -> Int {
    (answers, questions) = (first, [])
    runCount += 1
    Self.requireFew(runCount)
    var result = position(of: run())
    for (index, condition) in questions.enumerated().reversed() where index >= first.count {
      let held = [Bool](repeating: true, count: index - first.count)
      let other = explore(first + held + [false], run)
      result = syntax.append(.call(.where, [condition, result, other]), at: 0)
    }
    return result
  }

  /// Whether a condition holds in this run.
  func answer(_ condition: Int) -> Bool {
    questions.append(condition)
    Self.requireFew(questions.count)
    return questions.count <= answers.count ? answers[questions.count - 1] : true
  }

  private static func requireFew(_ count: Int) {
    require(
      count <= mostWays,
      "an activation's closure that asks about x in a loop, or chooses among more than \(mostWays) "
        + "ways: write select(...), or take a number, { (x: Dual<Float>) in ... }")
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
