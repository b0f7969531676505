import BLASMatrices
import LaneMath

/// All parameters of a network: one flat array with a layout, and value semantics.
public struct ParameterBlock<Scalar: BLASScalar>: Sendable, Equatable {
  /// What lies where.
  public let layout: ParameterLayout
  /// All elements, tensor after tensor, each [in x out].
  ///
  /// - Precondition: what is set has `layout.count` elements.
  public var elements: [Scalar] {
    didSet {
      require(
        elements.count == layout.count,
        "\(elements.count) scalars for \(layout.count) parameters")
    }
  }

  /// A block of zeros.
  public init(layout: ParameterLayout) {
    self.layout = layout
    elements = Array(repeating: 0, count: layout.count)
  }

  /// Copies what a view shows.
  public init(_ view: borrowing ParameterView<Scalar>) {
    layout = view.layout
    elements = Matrix(view.elements).elements
  }

  /// The block for reading.
  public var view: ParameterView<Scalar> {
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    @_lifetime(borrow self)
    get {
      let rows = Rows(elements.span, rowCount: 1, columnCount: layout.count)
      return ParameterView(layout: layout, elements: rows)
    }
  }

  /// The block for reading, with panels that have been packed from it.
  @_lifetime(borrow self, borrow panels)
  public func view(packed panels: ParameterPanels<Scalar>?) -> ParameterView<Scalar> {
    let rows = Rows(elements.span, rowCount: 1, columnCount: layout.count)
    return ParameterView(layout: layout, elements: rows, panels: panels)
  }

  /// The tensor called `name` as PyTorch has it: [out x in], a bias [1 x out].
  ///
  /// Setting it stores the transpose.
  ///
  /// - Precondition: the layout has a tensor of that name, and a new value has its shape.
  public subscript(name: String) -> Matrix<Scalar> {
    get {
      let tensor = tensor(name)
      let stored = Matrix(
        rowCount: tensor.rowCount, columnCount: tensor.columnCount,
        elements: Array(elements[tensor.range]))
      return tensor.isBias ? stored : stored.transposed
    }
    set {
      let tensor = tensor(name)
      let stored = tensor.isBias ? newValue : newValue.transposed
      require(
        stored.rowCount == tensor.rowCount && stored.columnCount == tensor.columnCount,
        "\(name) is [\(tensor.columnCount) x \(tensor.rowCount)], "
          + "not [\(newValue.rowCount) x \(newValue.columnCount)]")
      elements.replaceSubrange(tensor.range, with: stored.elements)
    }
  }

  private func tensor(_ name: String) -> ParameterTensor {
    guard let index = layout.index(of: name) else {
      fatalError("no parameter is named \(name)")
    }
    return layout.tensors[index]
  }
}
