/// The arguments of one product Aᵀ B of two tall matrices, A [depth x rows] and B [depth x
/// columns].
public struct TallProductCall<Scalar> {
  let rows: Int
  let columns: Int
  let depth: Int
  let left: (base: UnsafePointer<Scalar>, stride: Int)
  let right: (base: UnsafePointer<Scalar>, stride: Int)
  let result: (base: UnsafeMutablePointer<Scalar>, stride: Int)
}
