internal import CKernels

/// A step of a program as the C side has it, with how often the value that it writes is read.
struct MachineStep {
  let code: lane_step
  let readCount: Int

  /// The steps of a whole program.
  static func steps(_ steps: [RowStep<Float>]) -> [MachineStep] {
    // What an instruction does not read counts as x, which none writes.
    var readCounts = [Int](repeating: 0, count: steps.count)
    var writers: [Int: Int] = [:]
    for (index, step) in steps.enumerated() {
      for register in step.registersRead {
        if let writer = writers[register] { readCounts[writer] += 1 }
      }
      writers[step.target] = index
    }
    return zip(steps, readCounts).map { MachineStep(code: code($0), readCount: $1) }
  }

  private static func code(_ step: RowStep<Float>) -> lane_step {
    var code = lane_step(
      instruction: step.instructionCode, target: Int32(step.target), u: Int32(step.u),
      v: Int32(step.v), w: Int32(step.w), z: Int32(step.z), a: step.a, b: step.b)
    if code.scaledOperand != nil {
      // An operand as it is: times 1, and nothing added, not even the sign of 0.
      (code.a, code.b) = (1, -0.0)
    }
    if step.isMirrored { swap(&code.u, &code.v) }
    return code
  }
}

extension RowStep<Float> {
  /// u > v is v < u.
  fileprivate var isMirrored: Bool {
    switch instruction {
    case .compare(let comparison), .select(let comparison):
      comparison == .greater || comparison == .greaterOrEqual
    default: false
    }
  }

  fileprivate var instructionCode: lane_instruction {
    switch instruction {
    case .fill: lane_fill
    case .affine: lane_affine
    case .shiftedScale: lane_shifted_scale
    case .divideByConstant: lane_divide_by_constant
    case .divideConstant: lane_divide_constant
    case .minimumWithConstant: lane_minimum_with_constant
    case .maximumWithConstant: lane_maximum_with_constant
    case .integerPower: a == 2 ? lane_square : a == 3 ? lane_cube : lane_integer_power
    case .absolute: lane_absolute
    case .sign: lane_sign
    case .add: lane_add
    case .subtract: lane_subtract
    case .multiply: lane_multiply
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
    case .not: lane_not
    case .and: lane_and
    case .or: lane_or
    case .compare(let comparison): comparison.codes.compare
    case .select(let comparison): comparison.codes.select
    case .selectByConstant(let comparison): comparison.codes.selectByConstant
    case .keepNaN: lane_keep_nan
    }
  }
}

extension RowComparison {
  /// The instructions that compare this way: of two rows, where what is greater is mirrored, and of
  /// a row with a constant.
  fileprivate var codes:
    (compare: lane_instruction, select: lane_instruction, selectByConstant: lane_instruction)
  {
    switch self {
    case .less: (lane_compare_less, lane_select_less, lane_select_less_than_constant)
    case .lessOrEqual:
      (
        lane_compare_less_or_equal, lane_select_less_or_equal,
        lane_select_less_than_or_equal_to_constant
      )
    case .greater: (lane_compare_less, lane_select_less, lane_select_greater_than_constant)
    case .greaterOrEqual:
      (
        lane_compare_less_or_equal, lane_select_less_or_equal,
        lane_select_greater_than_or_equal_to_constant
      )
    case .equal: (lane_compare_equal, lane_select_equal, lane_select_equal_to_constant)
    case .notEqual:
      (lane_compare_not_equal, lane_select_not_equal, lane_select_not_equal_to_constant)
    }
  }
}
