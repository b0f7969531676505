import Activations
import BLASMatrices

extension Activation where Scalar: BLASScalar {
  /// Writes values and records of [B x H] preactivations; see `apply` of a row.
  ///
  /// Where nothing lies between the rows, an element-wise activation takes them as one: a row of H
  /// units is short beside the cost of starting on it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(
    _ preactivations: Rows<Scalar>, values: inout MutableRows<Scalar>,
    records: inout MutableRows<Scalar>
  ) {
    let isWhole =
      isElementwise && preactivations.isContiguous && values.isContiguous && records.isContiguous
    if isWhole {
      var value = values.elements
      var record = records.elements
      apply(preactivations.elements, value: &value, record: &record)
      return
    }
    for row in 0..<preactivations.rowCount {
      var value = values[row]
      var record = records[row]
      apply(preactivations[row], value: &value, record: &record)
    }
  }

  /// Turns cotangents of [B x H] values into those of the preactivations; see `pullback` of a row.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func pullback(records: Rows<Scalar>, cotangents: inout MutableRows<Scalar>) {
    if isElementwise && records.isContiguous && cotangents.isContiguous {
      var cotangent = cotangents.elements
      pullback(record: records.elements, cotangent: &cotangent)
      return
    }
    for row in 0..<records.rowCount {
      var cotangent = cotangents[row]
      pullback(record: records[row], cotangent: &cotangent)
    }
  }
}
