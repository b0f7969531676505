import LaneMath

extension Activation {
  /// Writes the values f(x) of a row of H preactivations, and the record that `pullback` needs.
  ///
  /// The record is the derivative f'(x) of an element-wise activation, the value of a row-wise one.
  ///
  /// - Precondition: The three rows have the same count.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func apply(
    _ preactivation: Span<Scalar>,
    value: inout MutableSpan<Scalar>,
    record: inout MutableSpan<Scalar>
  ) {
    let counts = (preactivation.count, value.count, record.count)
    require(
      counts.0 == counts.1 && counts.0 == counts.2,
      "\(name): \(counts.0) preactivations, \(counts.1) values and \(counts.2) records differ")
    kernel(preactivation, &value, &record)
  }

  /// Turns a cotangent of the value into one of the preactivation, in place.
  ///
  /// Element-wise: cotangent * record. Softmax with value y: y * (cotangent - sum(cotangent * y)).
  ///
  /// - Precondition: The two rows have the same count.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func pullback(record: Span<Scalar>, cotangent: inout MutableSpan<Scalar>) {
    let counts = (record.count, cotangent.count)
    require(
      counts.0 == counts.1, "\(name): \(counts.0) records and \(counts.1) cotangents differ")
    if let rowPullback {
      rowPullback(record, &cotangent)
      return
    }
    if Scalar.scale(&cotangent, by: record) { return }
    for index in 0..<counts.0 {
      cotangent[index] *= record[index]
    }
  }

  /// Values and records of one row, as arrays: for plots and probes, not for training.
  public func evaluate(_ preactivation: [Scalar]) -> (values: [Scalar], records: [Scalar]) {
    var values = [Scalar](repeating: 0, count: preactivation.count)
    var records = values
    var valueSpan = values.mutableSpan
    var recordSpan = records.mutableSpan
    apply(preactivation.span, value: &valueSpan, record: &recordSpan)
    return (values, records)
  }
}
