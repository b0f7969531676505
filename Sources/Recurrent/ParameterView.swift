import BLASMatrices
import LaneMath

/// A borrowed parameter block: tensors as matrices, for reading.
public struct ParameterView<Scalar: BLASScalar>: ~Escapable {
  /// What lies where.
  public let layout: ParameterLayout
  /// All elements, one row.
  public let elements: Rows<Scalar>
  private let panels: ParameterPanels<Scalar>?

  /// Views one row of `layout.count` scalars as parameters.
  ///
  /// - Precondition: `elements` has the layout's size.
  @_lifetime(copy elements)
  public init(layout: ParameterLayout, elements: Rows<Scalar>) {
    self.init(layout: layout, elements: elements, keeping: nil)
  }

  /// Views one row of `layout.count` scalars as parameters, some of them packed too.
  ///
  /// - Parameters:
  ///   - layout: what lies where.
  ///   - elements: all elements.
  ///   - panels: packed from these very elements, or nil.
  /// - Precondition: `elements` has the layout's size.
  @_lifetime(copy elements, borrow panels)
  public init(
    layout: ParameterLayout, elements: Rows<Scalar>, panels: __shared ParameterPanels<Scalar>?
  ) {
    self.init(layout: layout, elements: elements, keeping: panels)
  }

  @_lifetime(copy elements)
  private init(
    layout: ParameterLayout, elements: Rows<Scalar>, keeping panels: ParameterPanels<Scalar>?
  ) {
    require(
      elements.rowCount == 1 && elements.columnCount == layout.count,
      "[\(elements.rowCount) x \(elements.columnCount)] scalars for \(layout.count) parameters")
    self.layout = layout
    self.elements = elements
    self.panels = panels
  }

  /// Tensor `index`, [in x out] as stored.
  ///
  /// - Precondition: `index` is one of the layout's tensors.
  @_lifetime(copy self)
  public func matrix(_ index: Int) -> Rows<Scalar> {
    let tensor = layout.tensors[index]
    return elements.columns(tensor.range).reshaped(
      rowCount: tensor.rowCount, columnCount: tensor.columnCount)
  }

  /// Tensor `index` as the right operand of products, packed where it is.
  ///
  /// - Precondition: `index` is one of the layout's tensors.
  @_lifetime(copy self)
  func weightMatrix(_ index: Int) -> WeightMatrix<Scalar> {
    _overrideLifetime(WeightMatrix(matrix(index), panels: panels?[index]), copying: self)
  }
}

/// A borrowed parameter block for writing: gradients.
public struct MutableParameterView<Scalar: BLASScalar>: ~Escapable, ~Copyable {
  /// What lies where.
  public let layout: ParameterLayout
  /// All elements, one row.
  public var elements: MutableRows<Scalar>

  /// Views one row of `layout.count` scalars as parameters.
  ///
  /// - Precondition: `elements` has the layout's size.
  @_lifetime(copy elements)
  public init(layout: ParameterLayout, elements: consuming MutableRows<Scalar>) {
    require(
      elements.rowCount == 1 && elements.columnCount == layout.count,
      "[\(elements.rowCount) x \(elements.columnCount)] scalars for \(layout.count) parameters")
    self.layout = layout
    self.elements = elements
  }

  /// Tensor `index`, [in x out] as stored.
  ///
  /// - Precondition: `index` is one of the layout's tensors.
  @_lifetime(&self)
  public mutating func matrix(_ index: Int) -> MutableRows<Scalar> {
    let tensor = layout.tensors[index]
    return elements.reshapedColumns(
      tensor.range, rowCount: tensor.rowCount, columnCount: tensor.columnCount)
  }
}
