/// A formula as articles print it, and the function that it was meant to be.
struct Misprint {
  /// The name that the article gives it.
  let title: String
  /// The expression, typed in as it stands.
  let printed: String
  /// What it should have been, as the catalogue names it.
  let right: String
  /// What the printed formula really is.
  let truth: String
  /// Where both are trained.
  let place: Place

  /// The gate of a cell in which an activation is tried.
  enum Place {
    case hiddenUnits
    case bothGates
  }

  static let all = [
    Misprint(
      title: "sigmoid", printed: "max(-0.01, 0.01+exp(-abs(x)))", right: "sigmoid",
      truth:
        "an even bump above 1 at its top: a gate cannot tell 5 from -5, nor stay open at either",
      place: .bothGates),
    Misprint(
      title: "tanh", printed: "max(-0.01, 0.99+exp(-abs(x))-exp(-abs(x)))", right: "tanh",
      truth: "the constant 0.99: the exponentials cancel, and no gradient passes",
      place: .hiddenUnits),
    Misprint(
      title: "leaky relu", printed: "max(0,x)+0.01*(x-min(0,x))", right: "leaky-relu(0.01)",
      truth: "1.01 times relu: x - min(0, x) is max(0, x), so nothing leaks",
      place: .hiddenUnits),
  ]
}
