internal import CKernels

extension [MachineStep] {
  /// The same steps, each that is read only by the one after it taken into that one where there is
  /// a loop for both: a step less to write and to read.
  func fused() -> [MachineStep] {
    var fused: [MachineStep] = []
    for next in self {
      // What was fused may be taken into the one after it again.
      if let last = fused.last, last.readCount == 1, let both = last.code.fused(into: next.code) {
        fused[fused.count - 1] = MachineStep(code: both, readCount: next.readCount)
      } else {
        fused.append(next)
      }
    }
    return fused
  }
}

extension lane_step {
  /// The one of two operands that the step multiplies with a and adds b to before anything else.
  var scaledOperand: ScaledOperand? {
    switch instruction {
    case lane_chain_exp, lane_chain_exp_minus_one, lane_chain_log, lane_chain_log_one_plus,
      lane_chain_square_root, lane_chain_tanh, lane_chain_sigmoid, lane_chain_erf,
      lane_chain_softplus, lane_chain_softsign, lane_chain_tanh_of_softplus:
      .first
    case lane_add, lane_subtract, lane_multiply, lane_divide: .second
    default: nil
    }
  }

  /// u or v.
  enum ScaledOperand {
    case first
    case second
  }

  /// Whether the operand that it may scale is taken as it is.
  private var isPlain: Bool { a == 1 && b == 0 }

  /// Whether u and v may change places.
  private var isSymmetric: Bool { instruction == lane_add || instruction == lane_multiply }

  /// This step and the next, which alone may read it, as one; nil where they cannot be.
  ///
  /// It may write a register that this step reads, as the next one could.
  fileprivate func fused(into next: lane_step) -> lane_step? {
    switch instruction {
    case lane_fill: filled(into: next)
    case lane_affine: scaled(into: next)
    case lane_multiply where isPlain: multiplied(into: next)
    default: nil
    }
  }

  /// a as the exponent of the next step.
  private func filled(into next: lane_step) -> lane_step? {
    guard next.instruction == lane_power, next.v == target, next.u != target else { return nil }
    var both = next
    (both.instruction, both.v, both.a) = (lane_power_to_constant, 0, a)
    return both
  }

  /// u a + b as the operand that the next step scales.
  private func scaled(into next: lane_step) -> lane_step? {
    guard let operand = next.scaledOperand else { return nil }
    var both = next
    (both.a, both.b) = (a, b)
    switch operand {
    case .first where next.u == target: both.u = u
    case .second where next.v == target: both.v = u
    case .second where next.u == target && next.isSymmetric: (both.u, both.v) = (next.v, u)
    default: return nil
    }
    return both
  }

  /// u v as what the next step adds to.
  private func multiplied(into next: lane_step) -> lane_step? {
    guard next.instruction == lane_add else { return nil }
    var both = next
    (both.instruction, both.u, both.v) = (lane_multiply_add, u, v)
    if next.u == target {
      both.w = next.v
    } else if next.v == target {
      both.w = next.u
    } else {
      return nil
    }
    return both
  }
}
