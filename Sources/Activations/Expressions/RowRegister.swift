/// A block of values and one of their derivatives by x.
struct RowRegister<Scalar> {
  let value: UnsafeMutablePointer<Scalar>
  let derivative: UnsafeMutablePointer<Scalar>
}
