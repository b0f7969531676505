internal import CKernels

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The loops in C that this package has for x86-64 machines with AVX2 and FMA.
///
/// Swift code of a package is built for SSE2, which has half the width and no fused sums. The kernels
/// take its place in `Float` for products with packed weights, activations and expressions.
public enum MachineKernels {
  /// Whether this machine has what the kernels need.
  ///
  /// `RNN_KERNELS=blas` in the environment does without them. The bits of a run depend on it: a
  /// fused product and sum is rounded once.
  public static let areAvailable: Bool = {
    if let choice = getenv("RNN_KERNELS"), String(cString: choice) == "blas" { return false }
    return kernels_available()
  }()
}
