internal import CKernels

extension Float {
  /// The program in C, where the machine has kernels.
  public static func rowProgram(_ steps: [RowStep<Float>]) -> RowProgram<Float>? {
    guard let width = MachineKernels.code else { return nil }
    let steps = steps.map(\.code)
    return { table, count in
      steps.withUnsafeBufferPointer { steps in
        lane_steps_run(
          width, steps.baseAddress, steps.count,
          UnsafeRawPointer(table).assumingMemoryBound(to: lane_register.self), count)
      }
    }
  }
}

extension Double {
  /// None: `Double` is the precision that checks others.
  public static func rowProgram(_ steps: [RowStep<Double>]) -> RowProgram<Double>? { nil }
}

extension RowStep<Float> {
  /// The step as the C side has it.
  fileprivate var code: lane_step {
    lane_step(
      instruction: instruction.code, target: Int32(target), u: Int32(u), v: Int32(v), w: Int32(w),
      z: Int32(z), a: a, b: b)
  }
}

extension RowInstruction {
  /// The instruction as the C side names it.
  fileprivate var code: lane_instruction {
    switch self {
    case .affine: lane_affine
    case .shiftedScale: lane_shifted_scale
    case .divideByConstant: lane_divide_by_constant
    case .divideConstant: lane_divide_constant
    case .minimumWithConstant: lane_minimum_with_constant
    case .maximumWithConstant: lane_maximum_with_constant
    case .square: lane_square
    case .cube: lane_cube
    case .absolute: lane_absolute
    case .add: lane_add
    case .subtract: lane_subtract
    case .multiply: lane_multiply
    case .multiplyAdd: lane_multiply_add
    case .divide: lane_divide
    case .minimum: lane_minimum
    case .maximum: lane_maximum
    case .exp: lane_chain_exp
    case .expMinusOne: lane_chain_exp_minus_one
    case .log: lane_chain_log
    case .logOnePlus: lane_chain_log_one_plus
    case .squareRoot: lane_chain_square_root
    case .tanh: lane_chain_tanh
    case .sigmoid: lane_chain_sigmoid
    case .erf: lane_chain_erf
    case .softplus: lane_chain_softplus
    case .softsign: lane_chain_softsign
    case .tanhOfSoftplus: lane_chain_tanh_of_softplus
    case .sin: lane_chain_sin
    case .cos: lane_chain_cos
    case .power: lane_power
    case .select(let comparison): comparison.codes.row
    case .selectByConstant(let comparison): comparison.codes.constant
    }
  }
}

extension RowComparison {
  /// The selections by this comparison of two rows, and of a row with a constant.
  fileprivate var codes: (row: lane_instruction, constant: lane_instruction) {
    switch self {
    case .less: (lane_select_less, lane_select_less_than_constant)
    case .lessOrEqual: (lane_select_less_or_equal, lane_select_less_than_or_equal_to_constant)
    case .greater: (lane_select_greater, lane_select_greater_than_constant)
    case .greaterOrEqual:
      (lane_select_greater_or_equal, lane_select_greater_than_or_equal_to_constant)
    case .equal: (lane_select_equal, lane_select_equal_to_constant)
    case .notEqual: (lane_select_not_equal, lane_select_not_equal_to_constant)
    }
  }
}
