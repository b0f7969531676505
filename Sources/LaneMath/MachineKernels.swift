package import CKernels

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The loops in C that this package has for x86-64 machines with AVX2 and FMA, or AVX-512.
///
/// Swift code of a package is built for SSE2, which has half the width of AVX2 and no fused sums.
/// The kernels take its place in `Float` for products with packed weights, the gradients of
/// weights, activations and expressions, softmax, Adam and other loops over rows, and in `Double`
/// for the weights of logits.
public enum MachineKernels {
  /// The registers that kernels use.
  ///
  /// Results have the same bits with either.
  public enum Width: String, Sendable {
    /// 256 bits: AVX2 with FMA.
    case avx2
    /// 512 bits: AVX-512.
    case avx512
  }

  /// The widest that this machine has; nil where it has neither.
  ///
  /// `RNN_KERNELS=blas` in the environment does without kernels, `RNN_KERNELS=avx2` without
  /// AVX-512. The bits of a run depend on whether there are kernels, for a fused product and sum is
  /// rounded once, but not on their width.
  public static let width: Width? = {
    let choice = getenv("RNN_KERNELS").map { String(cString: $0) }
    if choice == "blas" || !kernels_available() { return nil }
    return choice != Width.avx2.rawValue && kernels_have_512_bits() ? .avx512 : .avx2
  }()

  /// Whether this machine has what the kernels need.
  public static var areAvailable: Bool { width != nil }

  /// The width as the C side names it.
  package static let code: kernel_width? = width.map { width in
    width == .avx512 ? kernels_of_512_bits : kernels_of_256_bits
  }
}
