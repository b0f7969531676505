import LaneMath

/// An expression as instructions over blocks of lanes.
///
/// Register 0 is x, the last one is the result; those between hold a block of values and a block
/// of derivatives each.
struct ExpressionProgram<Scalar: LaneReal>: Sendable {
  /// What runs one after another: steps that the machine has loops for together, any other alone.
  enum Part: Sendable {
    case loops(RowProgram<Scalar>)
    case instruction(ExpressionInstruction<Scalar>)
  }

  let parts: [Part]

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
    parts = Self.parts(scheduled.instructions)
    registerCount = scheduled.registerCount
  }

  private static func parts(_ instructions: [ExpressionInstruction<Scalar>]) -> [Part] {
    var parts: [Part] = []
    var steps: [CountedStep<Scalar>] = []
    let hasLoops = Scalar.rowProgram([]) != nil
    func endSteps() {
      if let loops = steps.isEmpty ? nil : Scalar.rowProgram(steps.fused()) {
        parts.append(.loops(loops))
      }
      steps = []
    }
    for (instruction, readCount) in zip(instructions, readCounts(instructions)) {
      if hasLoops, let step = instruction.rowStep {
        steps.append(CountedStep(step: step, readCount: readCount))
      } else {
        endSteps()
        parts.append(.instruction(instruction))
      }
    }
    endSteps()
    return parts
  }

  /// How often what each instruction writes is read.
  ///
  /// What an instruction does not read counts as x, which none writes.
  private static func readCounts(_ instructions: [ExpressionInstruction<Scalar>]) -> [Int] {
    var counts = [Int](repeating: 0, count: instructions.count)
    var writers: [Int: Int] = [:]
    for (index, instruction) in instructions.enumerated() {
      for register in instruction.registersRead {
        if let writer = writers[register] { counts[writer] += 1 }
      }
      writers[instruction.target] = index
    }
    return counts
  }

  private static func schedule(
    _ graph: ExpressionGraph, isShared: Bool
  ) -> (instructions: [ExpressionInstruction<Scalar>], registerCount: Int) {
    var schedule = ExpressionSchedule<Scalar>(graph, isShared: isShared)
    return schedule.allocated(keepingNaN: !graph.keepsNaN)
  }
}
