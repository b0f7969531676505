import LaneMath

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Zeros, aligned to a cache line; memory of which the system gives each page when it is first
/// written.
///
/// A tape that only runs forward never takes the pages of its way back, and what a network needs
/// while it is set up is given back before those of the tapes are taken.
struct ZeroedMemory<Scalar: BLASScalar> {
  /// The first element.
  let base: UnsafeMutablePointer<Scalar>
  private let block: UnsafeMutableRawPointer

  private static var alignment: Int { 64 }

  /// Allocates `count` zeros, until ``free()``.
  init(count: Int) {
    let (bytes, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
    // `calloc` does not touch the pages that it has fresh from the system.
    guard !overflows, let block = calloc(1, bytes + Self.alignment) else {
      fatalError("no memory for \(count) numbers of \(MemoryLayout<Scalar>.stride) bytes")
    }
    self.block = block
    base = block.alignedUp(toMultipleOf: Self.alignment)
      .bindMemory(to: Scalar.self, capacity: count)
  }

  /// Gives the memory back.
  func free() {
    #if canImport(Darwin)
      Darwin.free(block)
    #else
      Glibc.free(block)
    #endif
  }
}
