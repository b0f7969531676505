internal import CKernels

/// In C, where the machine has kernels.
extension Float: RowLoops {
  /// target += addend, in C where the machine has kernels.
  public static func add(_ addend: Span<Float>, to target: inout MutableSpan<Float>) -> Bool {
    run(row_loops_add, addend, &target)
  }

  /// target += left * right, in C where the machine has kernels.
  public static func add(
    product left: Span<Float>, _ right: Span<Float>, to target: inout MutableSpan<Float>
  ) -> Bool {
    run(row_loops_add_product, left, right, &target)
  }

  /// target = left + right, in C where the machine has kernels.
  public static func sum(
    _ left: Span<Float>, _ right: Span<Float>, into target: inout MutableSpan<Float>
  ) -> Bool {
    run(row_loops_sum, left, right, &target)
  }

  /// target *= factor, in C where the machine has kernels.
  public static func scale(_ target: inout MutableSpan<Float>, by factor: Span<Float>) -> Bool {
    run(row_loops_scale, factor, &target)
  }

  /// target = left * right, in C where the machine has kernels.
  public static func multiply(
    _ left: Span<Float>, _ right: Span<Float>, into target: inout MutableSpan<Float>
  ) -> Bool {
    run(row_loops_multiply, left, right, &target)
  }

  /// next = (1 - z) n + z h, in C where the machine has kernels.
  public static func mix(
    _ z: Span<Float>, _ n: Span<Float>, _ h: Span<Float>, into next: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable else { return false }
    requireEqual(next.count, z.count, n.count, h.count)
    row_loops_mix(z.start, n.start, h.start, next.start, z.count)
    return true
  }

  /// Cotangents of update gate and candidate, and the direct share of the state's, in C where the
  /// machine has kernels.
  public static func unmix(
    _ z: Span<Float>, _ n: Span<Float>, _ h: Span<Float>, cotangent: inout MutableSpan<Float>,
    update: inout MutableSpan<Float>, candidate: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable else { return false }
    requireEqual(cotangent.count, z.count, n.count, h.count, update.count, candidate.count)
    row_loops_unmix(
      z.start, n.start, h.start, cotangent.start, update.start, candidate.start, z.count)
    return true
  }

  /// The way back through the gates of a GRU's row, in C where the machine has kernels.
  public static func pullBackGRU(
    _ record: Span<Float>, _ columns: GRUColumns, previous: Span<Float>,
    cotangent: inout MutableSpan<Float>, inputGates: inout MutableSpan<Float>,
    hiddenGates: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable, let base = record.start else { return false }
    let size = previous.count
    requireEqual(size, cotangent.count)
    requireEqual(3 * size, inputGates.count, hiddenGates.count)
    require(
      columns.width(size) <= record.count,
      "a record of \(record.count) numbers for a GRU of \(size) units")
    var row = gru_row(
      count: size, h: previous.start, r: base + columns.reset, z: base + columns.update,
      n: base + columns.candidate, hidden_part: base + columns.hiddenPart,
      r_slope: base + columns.resetSlope, z_slope: base + columns.updateSlope,
      n_slope: base + columns.candidateSlope, cotangent: cotangent.start,
      input_gates: inputGates.start, hidden_gates: hiddenGates.start)
    row_loops_pull_back_gru(&row)
    return true
  }

  /// Adds rows to a row of sums, in order, in C where the machine has kernels.
  public static func addRows(
    _ first: UnsafePointer<Float>, stride: Int, rowCount: Int, to sums: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable else { return false }
    row_loops_add_rows(first, stride, rowCount, sums.start, sums.count)
    return true
  }

  /// A row becomes its softmax, in C where the machine has kernels.
  public static func softmax(
    _ row: inout MutableSpan<Float>, largest: inout Float, sum: inout Float
  ) -> Bool {
    guard let width = MachineKernels.code else { return false }
    let sums = row_softmax(width, row.start, row.count)
    (largest, sum) = (sums.largest, sums.sum)
    return true
  }

  /// One update of a run of parameters, in C where the machine has kernels.
  public static func adam(
    _ constants: AdamConstants<Float>, gradient: Span<Float>, first: inout MutableSpan<Float>,
    second: inout MutableSpan<Float>, parameters: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable else { return false }
    requireEqual(parameters.count, gradient.count, first.count, second.count)
    var values = adam_constants(
      factor: constants.factor, limit: constants.limit, keep_first: constants.keepFirst,
      add_first: constants.addFirst, keep_second: constants.keepSecond,
      add_second: constants.addSecond, rate: constants.rate, second_scale: constants.secondScale,
      epsilon: constants.epsilon, shrink: constants.shrink)
    row_loops_adam(
      &values, gradient.start, first.start, second.start, parameters.start, gradient.count)
    return true
  }

  /// A loop that reads a row and writes one.
  @inline(__always)
  private static func run(
    _ loop: (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void,
    _ operand: Span<Float>, _ target: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable else { return false }
    requireEqual(target.count, operand.count)
    loop(operand.start, target.start, operand.count)
    return true
  }

  /// A loop that reads two rows and writes one.
  @inline(__always)
  private static func run(
    _ loop: (UnsafePointer<Float>?, UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) ->
      Void,
    _ left: Span<Float>, _ right: Span<Float>, _ target: inout MutableSpan<Float>
  ) -> Bool {
    guard MachineKernels.areAvailable else { return false }
    requireEqual(target.count, left.count, right.count)
    loop(left.start, right.start, target.start, left.count)
    return true
  }

  private static func requireEqual(
    _ target: Int, _ a: Int, _ b: Int? = nil, _ c: Int? = nil, _ d: Int? = nil, _ e: Int? = nil
  ) {
    require(
      target == a && target == b ?? a && target == c ?? a && target == d ?? a && target == e ?? a,
      "rows of different counts in one loop: \(target), \(a)")
  }
}

// A call of C takes the addresses of rows that are alive, and exclusive where they are written,
// until it returns; nested closures would say no more.
extension Span<Float> {
  fileprivate var start: UnsafePointer<Float>? { withUnsafeBufferPointer { $0.baseAddress } }
}

extension MutableSpan<Float> {
  fileprivate var start: UnsafeMutablePointer<Float>? {
    mutating get { withUnsafeMutableBufferPointer { $0.baseAddress } }
  }
}
