import LaneMath

/// A register at run time: a block of values and one of derivatives.
struct ExpressionBlock<Scalar: LaneReal> {
  let value: UnsafeMutablePointer<Scalar>
  let derivative: UnsafeMutablePointer<Scalar>
}
