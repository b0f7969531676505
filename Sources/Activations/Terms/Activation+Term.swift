extension Activation {
  /// An element-wise activation from a function of x; its derivative is automatic.
  ///
  /// ```swift
  /// let softsign = Activation<Float>("softsign") { x in x / (1 + abs(x)) }
  /// ```
  /// The closure runs when the activation is made, on an ``ActivationTerm`` that stands for x, once
  /// for each way through its `if` and `?:`, and what it does becomes a program over whole rows: as
  /// fast as the same expression in ``ActivationExpression``. Bounds, kinks, jumps, poles and
  /// whether it saturates are found as for an expression, from -100 to 100 and far out; say those
  /// that you know better. A closure that does what a term cannot is taken as one over ``Dual``,
  /// which runs it for every element.
  ///
  /// A file knows an activation by its name alone, and a checkpoint can be loaded again if that is
  /// of the catalogue or an expression: make an ``ActivationExpression`` of the closure, and an
  /// activation of that, to have its formula as its name.
  ///
  /// - Precondition: `lowerBound` is at most `upperBound`; the closure has at most 64 ways through
  ///   it.
  public init(
    _ name: String,
    lowerBound: Double? = nil,
    upperBound: Double? = nil,
    kinks: [Double]? = nil,
    jumps: [Double]? = nil,
    poles: [Double]? = nil,
    saturates: Bool? = nil,
    _ function: (ActivationTerm) -> ActivationTerm
  ) {
    let graph = ExpressionGraph(ActivationTranscript.record(function))
    let survey = ExpressionSurvey(graph)
    self.init(
      name: name,
      lowerBound: lowerBound ?? survey.lowerBound,
      upperBound: upperBound ?? survey.upperBound,
      kinks: kinks ?? survey.kinks,
      jumps: jumps ?? survey.jumps,
      poles: poles ?? survey.poles,
      saturates: saturates ?? survey.saturates,
      kernel: graph.kernel())
  }
}
