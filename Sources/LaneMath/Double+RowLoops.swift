/// None: `Double` is the precision that checks others.
extension Double: RowLoops {
  /// target += addend: left to a plain loop.
  public static func add(_ addend: Span<Double>, to target: inout MutableSpan<Double>) -> Bool {
    false
  }

  /// target += left * right: left to a plain loop.
  public static func add(
    product left: Span<Double>, _ right: Span<Double>, to target: inout MutableSpan<Double>
  ) -> Bool { false }

  /// target = left + right: left to a plain loop.
  public static func sum(
    _ left: Span<Double>, _ right: Span<Double>, into target: inout MutableSpan<Double>
  ) -> Bool { false }

  /// target *= factor: left to a plain loop.
  public static func scale(_ target: inout MutableSpan<Double>, by factor: Span<Double>) -> Bool {
    false
  }

  /// target = left * right: left to a plain loop.
  public static func multiply(
    _ left: Span<Double>, _ right: Span<Double>, into target: inout MutableSpan<Double>
  ) -> Bool { false }

  /// next = (1 - z) n + z h: left to a plain loop.
  public static func mix(
    _ z: Span<Double>, _ n: Span<Double>, _ h: Span<Double>, into next: inout MutableSpan<Double>
  ) -> Bool { false }

  /// Cotangents of update gate and candidate, and the direct share of the state's: left to a plain
  /// loop.
  public static func unmix(
    _ z: Span<Double>, _ n: Span<Double>, _ h: Span<Double>, cotangent: inout MutableSpan<Double>,
    update: inout MutableSpan<Double>, candidate: inout MutableSpan<Double>
  ) -> Bool { false }

  /// The way back through the gates of a GRU's row: left to plain loops.
  public static func pullBackGRU(
    _ record: Span<Double>, _ columns: GRUColumns, previous: Span<Double>,
    cotangent: inout MutableSpan<Double>, inputGates: inout MutableSpan<Double>,
    hiddenGates: inout MutableSpan<Double>
  ) -> Bool { false }

  /// Adds rows to a row of sums, in order: left to a plain loop.
  public static func addRows(
    _ first: UnsafePointer<Double>, stride: Int, rowCount: Int, to sums: inout MutableSpan<Double>
  ) -> Bool { false }

  /// A row becomes its softmax: left to a plain loop.
  public static func softmax(
    _ row: inout MutableSpan<Double>, largest: inout Double, sum: inout Double
  ) -> Bool { false }

  /// One update of a run of parameters: left to a plain loop.
  public static func adam(
    _ constants: AdamConstants<Double>, gradient: Span<Double>, first: inout MutableSpan<Double>,
    second: inout MutableSpan<Double>, parameters: inout MutableSpan<Double>
  ) -> Bool { false }
}
