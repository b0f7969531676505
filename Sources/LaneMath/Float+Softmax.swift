internal import CKernels

extension Float {
  /// The softmax of a row in C, where the machine has kernels.
  public static func laneSoftmax(_ row: inout MutableSpan<Float>) -> (largest: Float, sum: Float)? {
    guard MachineKernels.areAvailable else { return nil }
    let count = row.count
    let sums = row.withUnsafeMutableBufferPointer { row_softmax($0.baseAddress, count) }
    return (sums.largest, sums.sum)
  }

  /// The pullback in C, where the machine has kernels.
  public static var softmaxPullback: RowPullback<Float>? {
    guard let width = MachineKernels.code else { return nil }
    return { value, cotangent in
      let count = value.count
      require(cotangent.count == count, "\(count) values and \(cotangent.count) cotangents differ")
      value.withUnsafeBufferPointer { value in
        cotangent.withUnsafeMutableBufferPointer { cotangent in
          lane_functions_pull_back_softmax(
            width, value.baseAddress, cotangent.baseAddress, count)
        }
      }
    }
  }
}

extension Double {
  /// Nothing: `Double` is the precision that checks others.
  public static func laneSoftmax(_ row: inout MutableSpan<Double>) -> (
    largest: Double, sum: Double
  )? { nil }

  /// Nothing.
  public static var softmaxPullback: RowPullback<Double>? { nil }
}
