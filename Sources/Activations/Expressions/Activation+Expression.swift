extension Activation {
  /// An element-wise activation from an expression in x, such as `x / (1 + abs(x))`.
  ///
  /// The name is the expression in the spelling that ``ActivationExpression`` prints. Bounds,
  /// kinks, jumps and poles are found numerically: the function is evaluated in `Double` at points
  /// in [-100, 100] and at plus and minus 1e4 to 1e30. Kinks, jumps and poles are looked for in
  /// [-100, 100].
  ///
  /// - Throws: ``ExpressionError`` with the place.
  public init(expression text: String) throws(ExpressionError) {
    self.init(try ActivationExpression(text))
  }

  /// An element-wise activation from an expression that has been read.
  public init(_ expression: ActivationExpression) {
    let survey = ExpressionSurvey(expression.graph)
    self.init(
      name: expression.description,
      lowerBound: survey.lowerBound,
      upperBound: survey.upperBound,
      kinks: survey.kinks,
      jumps: survey.jumps,
      poles: survey.poles,
      saturates: survey.saturates,
      kernel: expression.kernel())
  }
}
