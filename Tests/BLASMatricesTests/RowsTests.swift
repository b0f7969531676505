import BLASMatrices
import Testing

@Suite struct RowsTests {
  private let matrix = countingMatrix(rowCount: 4, columnCount: 5, Double.self)

  @Test func `a view shows the rows of the matrix`() {
    let view = matrix.view
    #expect(view.rowCount == 4 && view.columnCount == 5 && view.stride == 5)
    let row = view[2]
    #expect(row.indices.map { row[$0] } == [10, 11, 12, 13, 14])
  }

  @Test func `slices of rows and columns are strided views`() {
    let slice = matrix.view.rows(1..<3).columns(2..<4)
    #expect(slice.stride == 5)
    #expect(Matrix(slice).elements == [7, 8, 12, 13])
    #expect(Matrix(slice.columns(1..<2).rows(1..<2)).elements == [13])
    #expect(Matrix(matrix.view.rows(4..<4)).elements.isEmpty)
    #expect(Matrix(matrix.view.columns(5..<5)).rowCount == 4)
  }

  @Test func `a span is viewed in rows`() {
    let elements: [Float] = [1, 2, 3, 4, 5, 6]
    #expect(
      Matrix(Rows(elements.span, rowCount: 3, columnCount: 2))
        == Matrix(rowCount: 3, columnCount: 2, elements: elements))
  }

  @Test func `one row is read in rows of another length`() {
    let row = matrix.view.rows(1..<2).columns(0..<4)
    #expect(
      Matrix(row.reshaped(rowCount: 2, columnCount: 2))
        == Matrix(rowCount: 2, columnCount: 2, elements: [5, 6, 7, 8]))
    #expect(row.reshaped(rowCount: 0 + 4, columnCount: 1).stride == 1)
  }

  @Test func `columns of one writable row are written in rows of another length`() {
    var target = Matrix<Float>(rowCount: 1, columnCount: 8)
    var view = target.mutableView
    var block = view.reshapedColumns(1..<7, rowCount: 3, columnCount: 2)
    for row in 0..<3 {
      var values = block[row]
      values[0] = Float(row)
      values[1] = 9
    }
    #expect(target.elements == [0, 0, 9, 1, 9, 2, 9, 0])
  }

  @Test func `writable slices write through to the matrix and nowhere else`() {
    var target = matrix
    var view = target.mutableView
    var rows = view.rows(1..<3)
    var slice = rows.columns(2..<4)
    slice.fill(-1)
    var expected = matrix
    for (row, column) in [(1, 2), (1, 3), (2, 2), (2, 3)] { expected[row, column] = -1 }
    #expect(target == expected)
  }

  @Test func `two blocks of the same rows are written side by side`() {
    var target = Matrix<Double>(rowCount: 2, columnCount: 4)
    let view = target.mutableView
    var left = view.block(0..<2)
    var right = view.block(2..<4)
    var a = left[1]
    var b = right[1]
    a[0] = 1
    b[1] = 2
    #expect(target.elements == [0, 0, 0, 0, 1, 0, 0, 2])
  }

  @Test func `a workspace lends the same memory again`() {
    let workspace = Workspace<Float>(rowCount: 3, columnCount: 2)
    #expect(Matrix(workspace.view) == Matrix(rowCount: 3, columnCount: 2))
    var rows = workspace.mutableRows(1..<3)
    rows.fill(4)
    #expect(Matrix(workspace.view).elements == [0, 0, 4, 4, 4, 4])
    #expect(Matrix(workspace.rows(0..<2)).elements == [0, 0, 4, 4])
    let empty = Workspace<Float>(rowCount: 0, columnCount: 7)
    #expect(empty.view.rowCount == 0 && empty.view.columnCount == 7)
  }

  @Test func `an index workspace starts at zero and keeps what is written`() {
    let workspace = IndexWorkspace(count: 3)
    var indices = workspace.mutableSpan
    indices[1] = 5
    let span = workspace.span
    #expect(span.indices.map { span[$0] } == [0, 5, 0])
    #expect(IndexWorkspace(count: 0).count == 0)
  }
}
