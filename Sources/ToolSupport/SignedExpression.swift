/// An expression that begins with a minus, as the one argument of `rnn-probe activation`.
///
/// The parser of the command line takes `-x*x` for an option. In brackets it means the same and is
/// none.
public enum SignedExpression {
  /// The arguments of a tool, with brackets around an expression that begins with a minus.
  ///
  /// What follows an option is that option's value, and what follows `--` is no option anyway.
  public static func bracketed(_ arguments: [String]) -> [String] {
    guard arguments.first == "activation" else { return arguments }
    var previous = ""
    return arguments.map { argument in
      defer { previous = previous == "--" ? "--" : argument }
      let isValue =
        previous == "--"
        || previous.hasPrefix("--") && !previous.contains("=") && !flags.contains(previous)
      let isSigned = argument.hasPrefix("-") && !argument.hasPrefix("--") && argument != "-"
      return isSigned && !isValue && argument != "-h" ? "(\(argument))" : argument
    }
  }

  /// The options of the command that take no value.
  private static let flags: Set<String> = ["--json", "--help", "--version"]
}
