import LaneMath

/// The loops of a program: each writes the values and derivatives of a block.
///
/// The target is never one of the blocks read, so that the loops vectorise. They are in files by
/// kind, each whole in its file: without whole-module optimisation nothing is inlined across files.
struct ExpressionLanes<Scalar: LaneReal> {
  let target: RowRegister<Scalar>
  let count: Int
}
