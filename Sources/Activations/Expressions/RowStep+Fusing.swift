import LaneMath

extension Array {
  /// The same steps with each u a + b taken into the step after it, where that can scale an operand by
  /// itself and nothing else reads the sum: a step less to write and to read.
  func fused<Scalar>() -> [RowStep<Scalar>] where Element == RowStep<Scalar>, Scalar: LaneReal {
    var fused: [RowStep<Scalar>] = []
    var index = 0
    while index < count {
      if index + 1 < count, let both = self[index].fused(into: self[index + 1]),
        !isRead(self[index].target, after: index + 1)
      {
        fused.append(both)
        index += 2
      } else {
        fused.append(self[index])
        index += 1
      }
    }
    return fused
  }

  /// Whether a step behind one may read a register as it is now; only so far as it is soon known.
  private func isRead<Scalar>(
    _ register: Int, after index: Int
  ) -> Bool where Element == RowStep<Scalar>, Scalar: LaneReal {
    if self[index].target == register { return false }
    for step in self[(index + 1)...].prefix(30) {
      if [step.u, step.v, step.w, step.z].contains(register) { return true }
      if step.target == register { return false }
    }
    return count > index + 31
  }
}

extension RowStep where Scalar: LaneReal {
  /// This step and the next as one; nil where they cannot be.
  func fused(into next: RowStep) -> RowStep? {
    guard instruction == .affine, next.a == 1, next.b == 0, next.target != u,
      next.w != target, next.z != target
    else { return nil }
    var both = next
    (both.a, both.b) = (a, b)
    switch next.instruction.scaledOperand {
    case .first:
      guard next.u == target, next.v != target else { return nil }
      both.u = u
    case .second:
      guard next.u != next.v else { return nil }
      if next.v == target {
        both.v = u
      } else if next.u == target, next.instruction != .subtract {
        (both.u, both.v) = (next.v, u)
      } else {
        return nil
      }
    case nil: return nil
    }
    return both
  }
}
