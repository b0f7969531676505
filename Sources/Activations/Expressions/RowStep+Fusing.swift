import LaneMath

/// A step of a program, with how often the value that it writes is read, by whatever comes after it.
struct CountedStep<Scalar: LaneReal> {
  let step: RowStep<Scalar>
  let readCount: Int
}

extension Array {
  /// The same steps, each that is read only by the one after it taken into that one where a machine has
  /// a loop for both: a step less to write and to read.
  func fused<Scalar>() -> [RowStep<Scalar>]
  where Element == CountedStep<Scalar>, Scalar: LaneReal {
    var fused: [CountedStep<Scalar>] = []
    for next in self {
      // What was fused may be taken into the one after it again.
      if let last = fused.last, last.readCount == 1,
        let both = last.step.fused(into: next.step)
      {
        fused[fused.count - 1] = CountedStep(step: both, readCount: next.readCount)
      } else {
        fused.append(next)
      }
    }
    return fused.map(\.step)
  }
}

extension RowStep where Scalar: LaneReal {
  /// Whether the operand that it may scale is taken as it is.
  private var isPlain: Bool { a == 1 && b == 0 }

  /// This step and the next, which alone may read it, as one; nil where they cannot be.
  ///
  /// The target of a step is none of the registers that it reads.
  fileprivate func fused(into next: RowStep) -> RowStep? {
    var both: RowStep?
    switch instruction {
    case .affine: both = scaled(into: next)
    case .multiply where isPlain: both = multiplied(into: next)
    default: break
    }
    return both.flatMap { [$0.u, $0.v, $0.w].contains($0.target) ? nil : $0 }
  }

  /// u a + b as the operand that the next step scales.
  private func scaled(into next: RowStep) -> RowStep? {
    guard next.isPlain, let operand = next.instruction.scaledOperand else { return nil }
    var both = next
    (both.a, both.b) = (a, b)
    switch operand {
    case .first where next.u == target: both.u = u
    case .second where next.v == target: both.v = u
    // Sums and products may be turned round.
    case .second where next.u == target && next.instruction != .subtract:
      (both.u, both.v) = (next.v, u)
    default: return nil
    }
    return both
  }

  /// u v as what the next step adds to.
  private func multiplied(into next: RowStep) -> RowStep? {
    guard next.instruction == .add else { return nil }
    var both = RowStep(.multiplyAdd, a: next.a, b: next.b)
    both.target = next.target
    (both.u, both.v) = (u, v)
    if next.u == target {
      both.w = next.v
    } else if next.v == target, next.isPlain {
      both.w = next.u
    } else {
      return nil
    }
    return both
  }
}
