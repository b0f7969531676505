import BLASMatrices

/// The element-wise lines of cells, over the H units of one row.
///
/// Each is the machine's own loop, or a plain one over spans of equal length.
enum UnitRow<Scalar: BLASScalar> {
  /// target += addend.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func add(_ addend: Span<Scalar>, to target: inout MutableSpan<Scalar>) {
    let indices = target.indices
    precondition(addend.count == indices.count)
    if Scalar.add(addend, to: &target) { return }
    for index in indices { target[index] += addend[index] }
  }

  /// target += left * right.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func add(
    product left: Span<Scalar>, _ right: Span<Scalar>, to target: inout MutableSpan<Scalar>
  ) {
    let indices = target.indices
    precondition(left.count == indices.count && right.count == indices.count)
    if Scalar.add(product: left, right, to: &target) { return }
    for index in indices { target[index] += left[index] * right[index] }
  }

  /// target = left * right.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func multiply(
    _ left: Span<Scalar>, _ right: Span<Scalar>, into target: inout MutableSpan<Scalar>
  ) {
    let indices = target.indices
    precondition(left.count == indices.count && right.count == indices.count)
    if Scalar.multiply(left, right, into: &target) { return }
    for index in indices { target[index] = left[index] * right[index] }
  }

  /// target *= factor.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func scale(_ target: inout MutableSpan<Scalar>, by factor: Span<Scalar>) {
    let indices = target.indices
    precondition(factor.count == indices.count)
    if Scalar.scale(&target, by: factor) { return }
    for index in indices { target[index] *= factor[index] }
  }

  /// target = source.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func copy(_ source: Span<Scalar>, into target: inout MutableSpan<Scalar>) {
    let indices = target.indices
    precondition(source.count == indices.count)
    for index in indices { target[index] = source[index] }
  }

  /// h' = (1 - z) n + z h.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func mix(
    _ z: Span<Scalar>, _ n: Span<Scalar>, _ h: Span<Scalar>, into next: inout MutableSpan<Scalar>
  ) {
    let indices = next.indices
    precondition(z.count == indices.count && n.count == indices.count && h.count == indices.count)
    if Scalar.mix(z, n, h, into: &next) { return }
    for index in indices { next[index] = (1 - z[index]) * n[index] + z[index] * h[index] }
  }

  /// dn = dh' (1 - z), dz = dh' (h - n), and dh' becomes its direct share in dh, dh' z.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func unmix(
    _ z: Span<Scalar>, _ n: Span<Scalar>, _ h: Span<Scalar>, cotangent: inout MutableSpan<Scalar>,
    update: inout MutableSpan<Scalar>, candidate: inout MutableSpan<Scalar>
  ) {
    let indices = cotangent.indices
    precondition(z.count == indices.count && n.count == indices.count && h.count == indices.count)
    precondition(update.count == indices.count && candidate.count == indices.count)
    if Scalar.unmix(z, n, h, cotangent: &cotangent, update: &update, candidate: &candidate) {
      return
    }
    for index in indices {
      let dNext = cotangent[index]
      candidate[index] = dNext * (1 - z[index])
      update[index] = dNext * (h[index] - n[index])
      cotangent[index] = dNext * z[index]
    }
  }
}
