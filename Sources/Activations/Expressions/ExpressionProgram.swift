import LaneMath

/// An expression as instructions over blocks of lanes.
///
/// Register 0 is x, the last one is the result; those between hold a block of values and a block
/// of derivatives each.
struct ExpressionProgram<Scalar: LaneReal>: Sendable {
  let instructions: [ExpressionInstruction<Scalar>]

  /// x, the registers between, and the result.
  let registerCount: Int

  /// More registers than this are not used: parts are computed again instead.
  static var mostRegisters: Int { 60 }

  /// The program of a graph.
  init(_ graph: ExpressionGraph) {
    let shared = Self.schedule(graph, isShared: true)
    // Without shared parts a tree needs few registers, whatever its shape.
    let scheduled =
      shared.registerCount <= Self.mostRegisters
      ? shared : Self.schedule(graph, isShared: false)
    instructions = scheduled.instructions
    registerCount = scheduled.registerCount
  }

  private static func schedule(
    _ graph: ExpressionGraph, isShared: Bool
  ) -> (instructions: [ExpressionInstruction<Scalar>], registerCount: Int) {
    var schedule = ExpressionSchedule<Scalar>(graph, isShared: isShared)
    return schedule.allocated(keepingNaN: !graph.keepsNaN)
  }
}
