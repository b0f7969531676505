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

  /// Writes the cotangents of the preactivations, from those of [B x H] values; see `pullback` of a
  /// row.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func pullback(
    records: Rows<Scalar>, cotangents: Rows<Scalar>, into result: inout MutableRows<Scalar>
  ) {
    let isWhole =
      isElementwise && records.isContiguous && cotangents.isContiguous && result.isContiguous
    if isWhole {
      var target = result.elements
      // The record of an element-wise activation is its derivative.
      UnitRow.multiply(cotangents.elements, records.elements, into: &target)
      return
    }
    result.copy(cotangents)
    for row in 0..<records.rowCount {
      var cotangent = result[row]
      pullback(record: records[row], cotangent: &cotangent)
    }
  }
}
