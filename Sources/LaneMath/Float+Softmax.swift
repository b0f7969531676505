internal import CKernels

extension Float {
  /// The softmax of a row in C, where the machine has kernels.
  public static func laneSoftmax(_ row: inout MutableSpan<Float>) -> (largest: Float, sum: Float)? {
    guard MachineKernels.areAvailable else { return nil }
    let count = row.count
    let sums = row.withUnsafeMutableBufferPointer { row_softmax($0.baseAddress, count) }
    return (sums.largest, sums.sum)
  }
}

extension Double {
  /// Nothing: `Double` is the precision that checks others.
  public static func laneSoftmax(_ row: inout MutableSpan<Double>) -> (
    largest: Double, sum: Double
  )? { nil }
}
