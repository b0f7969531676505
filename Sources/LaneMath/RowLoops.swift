/// Loops over rows that a machine may have wider than what a Swift package is built for.
///
/// Each returns whether it ran: where it returns false nothing was written, and a plain loop
/// serves, whose bits are the same but for softmax. All rows of a call have the same count, and
/// none overlap.
///
/// - Precondition: the counts agree.
public protocol RowLoops {
  /// target += addend.
  static func add(_ addend: Span<Self>, to target: inout MutableSpan<Self>) -> Bool

  /// target += left * right.
  static func add(
    product left: Span<Self>, _ right: Span<Self>, to target: inout MutableSpan<Self>
  ) -> Bool

  /// target = left + right.
  static func sum(
    _ left: Span<Self>, _ right: Span<Self>, into target: inout MutableSpan<Self>
  ) -> Bool

  /// target *= factor.
  static func scale(_ target: inout MutableSpan<Self>, by factor: Span<Self>) -> Bool

  /// target = left * right.
  static func multiply(
    _ left: Span<Self>, _ right: Span<Self>, into target: inout MutableSpan<Self>
  ) -> Bool

  /// next = (1 - z) n + z h.
  static func mix(
    _ z: Span<Self>, _ n: Span<Self>, _ h: Span<Self>, into next: inout MutableSpan<Self>
  ) -> Bool

  /// candidate = dh' (1 - z), update = dh' (h - n), and dh' becomes dh' z; dh' is `cotangent`.
  static func unmix(
    _ z: Span<Self>, _ n: Span<Self>, _ h: Span<Self>, cotangent: inout MutableSpan<Self>,
    update: inout MutableSpan<Self>, candidate: inout MutableSpan<Self>
  ) -> Bool

  /// The whole way back through the gates of a GRU's row: reset after the product, element-wise
  /// activations.
  ///
  /// The cotangent dh' of H units becomes dh' z; the gates have blocks of H for r, z and n.
  static func pullBackGRU(
    _ record: Span<Self>, _ columns: GRUColumns, previous: Span<Self>,
    cotangent: inout MutableSpan<Self>, inputGates: inout MutableSpan<Self>,
    hiddenGates: inout MutableSpan<Self>
  ) -> Bool

  /// Adds `rowCount` rows, `stride` apart, to a row of sums, in order.
  static func addRows(
    _ first: UnsafePointer<Self>, stride: Int, rowCount: Int, to sums: inout MutableSpan<Self>
  ) -> Bool

  /// A row y becomes exp(y - max y) / sum; also gives max y, and the sum of exp(y - max y).
  ///
  /// Its bits are not those of a plain loop, which makes other roundings.
  static func softmax(
    _ row: inout MutableSpan<Self>, largest: inout Self, sum: inout Self
  ) -> Bool

  /// One update of a run of parameters and their moments.
  static func adam(
    _ constants: AdamConstants<Self>, gradient: Span<Self>, first: inout MutableSpan<Self>,
    second: inout MutableSpan<Self>, parameters: inout MutableSpan<Self>
  ) -> Bool
}
