internal import CKernels

extension Float {
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
  public static var softmaxPullback: RowPullback<Double>? { nil }
}
