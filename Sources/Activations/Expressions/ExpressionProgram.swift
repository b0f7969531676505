import LaneMath

/// An expression as steps over rows.
///
/// Register 0 is x, the last one is the result; those between hold values and derivatives on the
/// way.
struct ExpressionProgram<Scalar: LaneReal>: Sendable {
  let steps: [RowStep<Scalar>]

  /// The same in the loops of the machine; nil where it has none.
  let loops: RowProgram<Scalar>?

  /// x, the registers between, and the result.
  let registerCount: Int

  /// More registers than this are not used: parts are computed again instead.
  static var mostRegisters: Int { 60 }

  /// The most steps of an expression whose shared parts are computed again.
  static var mostSteps: Double { 100_000 }

  /// The program of a graph.
  ///
  /// - Precondition: where more than ``mostRegisters`` values are to be kept, it has no more than
  ///   ``mostSteps`` steps without keeping them.
  init(_ graph: ExpressionGraph) {
    let shared = Self.schedule(graph, isShared: true)
    let isSmall = shared.registerCount <= Self.mostRegisters
    // Texts are short; a closure can use so much again that nothing holds it written out.
    require(
      isSmall || graph.treeSize <= Self.mostSteps,
      "an activation that keeps \(shared.registerCount) numbers to use them again, more than "
        + "\(Self.mostRegisters), and has more than \(Int(Self.mostSteps)) steps without")
    // Without shared parts a tree needs few registers, whatever its shape.
    let scheduled = isSmall ? shared : Self.schedule(graph, isShared: false)
    steps = scheduled.steps
    loops = Scalar.rowProgram(steps)
    registerCount = scheduled.registerCount
  }

  private static func schedule(
    _ graph: ExpressionGraph, isShared: Bool
  ) -> (steps: [RowStep<Scalar>], registerCount: Int) {
    var schedule = ExpressionSchedule<Scalar>(graph, isShared: isShared)
    return schedule.allocated(keepingNaN: !graph.keepsNaN)
  }
}
