internal import CKernels

extension Float {
  /// The program in C, where the machine has kernels.
  public static func rowProgram(_ steps: [RowStep<Float>]) -> RowProgram<Float>? {
    guard let width = MachineKernels.code else { return nil }
    let steps = MachineStep.steps(steps).fused().map(\.code)
    return { registers, count in
      require(registers.count <= lane_most_registers, "a program of \(registers.count) registers")
      steps.withUnsafeBufferPointer { steps in
        lane_program_run(
          width, steps.baseAddress, steps.count,
          UnsafeRawPointer(registers.baseAddress)?.assumingMemoryBound(to: lane_register.self),
          registers.count, count)
      }
    }
  }
}

extension Double {
  /// None: `Double` is the precision that checks others.
  public static func rowProgram(_ steps: [RowStep<Double>]) -> RowProgram<Double>? { nil }
}
