import LaneMath

/// A borrowed weight matrix W as the right operand of products: as stored, and perhaps packed.
///
/// Products with it are the same to rounding either way. Only the rows of the left operand, never
/// their number, decide which bits a packed product gives.
public struct WeightMatrix<Scalar: BLASScalar>: ~Escapable {
  /// W as stored, [in x out].
  public let stored: Rows<Scalar>
  /// The packed matrix of which W is the columns `range`; it holds W's present numbers.
  let packed: PackedWeights<Scalar>?
  let range: Range<Int>

  /// W as stored, and `panels` that have been packed with just these numbers.
  ///
  /// - Precondition: the panels have the shape of W. That they were packed from it is not checked.
  @_lifetime(copy stored, borrow panels)
  public init(_ stored: Rows<Scalar>, panels: __shared WeightPanels<Scalar>? = nil) {
    if let panels {
      require(
        panels.rowCount == stored.rowCount && panels.columnCount == stored.columnCount,
        "panels of [\(panels.rowCount) x \(panels.columnCount)] for weights of "
          + "[\(stored.rowCount) x \(stored.columnCount)]")
    }
    self.init(stored: stored, packed: panels?.packed, range: 0..<stored.columnCount)
  }

  @_lifetime(copy stored)
  private init(stored: Rows<Scalar>, packed: PackedWeights<Scalar>?, range: Range<Int>) {
    self.stored = stored
    self.packed = packed
    self.range = range
  }

  /// The columns in `range`, every row of them.
  ///
  /// - Precondition: `range` lies within the columns.
  @_lifetime(copy self)
  public func columns(_ range: Range<Int>) -> WeightMatrix {
    WeightMatrix(
      stored: stored.columns(range), packed: packed,
      range: self.range.lowerBound + range.lowerBound..<self.range.lowerBound + range.upperBound)
  }

  /// Wᵀ as the right operand of a product.
  public var transposed: TransposedWeightMatrix<Scalar> {
    @_lifetime(copy self)
    get { TransposedWeightMatrix(self) }
  }
}

/// The transpose of a borrowed weight matrix as the right operand of products.
public struct TransposedWeightMatrix<Scalar: BLASScalar>: ~Escapable {
  let matrix: WeightMatrix<Scalar>

  @_lifetime(copy matrix)
  init(_ matrix: WeightMatrix<Scalar>) { self.matrix = matrix }
}
