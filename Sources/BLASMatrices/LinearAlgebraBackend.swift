import LaneMath

#if canImport(Accelerate)
  internal import Accelerate
#else
  internal import COpenBLAS
#endif

/// The library that computes the products, and how it is set up.
///
/// The bits of a product depend on the library's build and on the core type it detects, so a run
/// records them.
public enum LinearAlgebraBackend {
  /// The library and its version, as it reports itself.
  public static var library: String {
    #if canImport(Accelerate)
      "Accelerate"
    #else
      String(cString: openblas_get_config()).trimmingSuffixSpace
    #endif
  }

  /// The kind of core for which the library chose its kernels.
  public static var coreType: String {
    #if canImport(Accelerate)
      "unknown"
    #else
      String(cString: openblas_get_corename())
    #endif
  }

  /// What multiplies with weights and runs activations in Float: `avx2`, `avx512`, whose results
  /// have the same bits, or `blas` where the library and portable code do it all.
  public static var kernels: String { MachineKernels.width?.rawValue ?? "blas" }

  /// Why products may not be repeatable with this build of the library, or nil.
  ///
  /// An OpenMP build of OpenBLAS keeps its thread count per thread, so that products called from
  /// several threads at once may differ in bits (measured: 2000 of 8000).
  public static var warning: String? {
    #if canImport(Accelerate)
      nil
    #else
      openblas_get_parallel() == 2
        ? "This OpenBLAS is an OpenMP build, whose results may differ from run to run; "
          + "install Debian's libopenblas0-pthread for repeatable numbers."
        : nil
    #endif
  }

  /// Makes every product run on the calling thread alone; parallelism is over shards.
  public static func useOneThreadPerProduct() {
    #if !canImport(Accelerate)
      // To set the number again would start threads again that have been ended.
      if openblas_get_num_threads() != 1 { openblas_set_num_threads(1) }
    #endif
  }

  /// The same for a whole program, at its start: the library's own threads are ended, which
  /// otherwise look for work for the first tenth of a second, and take that much of a core.
  ///
  /// - Precondition: no product is under way or has been made (this is not checked).
  public static func useOneThreadFromTheStart() {
    useOneThreadPerProduct()
    #if !canImport(Accelerate)
      openblas_end_threads()
    #endif
  }
}

extension String {
  fileprivate var trimmingSuffixSpace: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
