import BLASMatrices
import Testing

/// What does not fit stops the program with both shapes in its last words, in every build.
@Suite struct ShapeTrapTests {
  @Test func `a product names both operands and the destination`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let left = Matrix<Float>(rowCount: 2, columnCount: 3)
      let right = Matrix<Float>(rowCount: 2, columnCount: 4)
      var result = Matrix<Float>(rowCount: 2, columnCount: 4)
      var target = result.mutableView
      target.setProduct(left.view, right.view)
    }
    #expect(lastWords(of: result).contains("product of [2 x 3] and [2 x 4] into [2 x 4]"))
  }

  @Test func `a product with the left side transposed names it as multiplied`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let left = Matrix<Float>(rowCount: 2, columnCount: 3)
      let right = Matrix<Float>(rowCount: 3, columnCount: 4)
      var result = Matrix<Float>(rowCount: 2, columnCount: 4)
      var target = result.mutableView
      target.setProduct(left.view.transposed, right.view)
    }
    #expect(lastWords(of: result).contains("product of [3 x 2] and [3 x 4] into [2 x 4]"))
  }

  @Test func `a product with the right side transposed names it as multiplied`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let left = Matrix<Double>(rowCount: 2, columnCount: 3)
      let right = Matrix<Double>(rowCount: 4, columnCount: 3)
      var result = Matrix<Double>(rowCount: 2, columnCount: 5)
      var target = result.mutableView
      target.setProduct(left.view, right.view.transposed)
    }
    #expect(lastWords(of: result).contains("product of [2 x 3] and [3 x 4] into [2 x 5]"))
  }

  @Test func `a copy names both shapes`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let source = Matrix<Float>(rowCount: 2, columnCount: 3)
      var result = Matrix<Float>(rowCount: 3, columnCount: 2)
      var target = result.mutableView
      target.copy(source.view)
    }
    #expect(lastWords(of: result).contains("copy of [2 x 3] and [3 x 2]"))
  }

  @Test func `a gather names the rows, the table and the destination`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let table = Matrix<Float>(rowCount: 4, columnCount: 3)
      var result = Matrix<Float>(rowCount: 3, columnCount: 3)
      var target = result.mutableView
      target.gather(
        table.view, rows: [Int32](repeating: 0, count: 2).span,
        adding: [Float](repeating: 0, count: 3).span)
    }
    #expect(lastWords(of: result).contains("gather of 2 rows of [4 x 3] into [3 x 3]"))
  }

  @Test func `a scatter names the rows, the source and the destination`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let source = Matrix<Float>(rowCount: 2, columnCount: 3)
      var result = Matrix<Float>(rowCount: 4, columnCount: 5)
      var target = result.mutableView
      target.scatterAdd(source.view, rows: [Int32](repeating: 0, count: 2).span)
    }
    #expect(lastWords(of: result).contains("scatter of 2 rows of [2 x 3] into [4 x 5]"))
  }

  @Test func `a matrix names the scalars it was given and its shape`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>(rowCount: 2, columnCount: 3, elements: [1, 2, 3, 4, 5])
    }
    #expect(lastWords(of: result).contains("5 scalars are not a [2 x 3] matrix"))
  }

  @Test func `a reshaping names both shapes`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let row = Matrix<Float>(rowCount: 1, columnCount: 6)
      _ = row.view.reshaped(rowCount: 2, columnCount: 4).rowCount
    }
    #expect(lastWords(of: result).contains("[1 x 6] scalars as [2 x 4]"))
  }

  @Test func `a slice names its range and the size of the matrix`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let matrix = Matrix<Float>(rowCount: 2, columnCount: 3)
      _ = matrix.view.columns(1..<4).columnCount
    }
    #expect(lastWords(of: result).contains("columns 1..<4 of a matrix of 3 columns"))
  }

  @Test func `an element names its place and the shape`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>(rowCount: 2, columnCount: 3)[2, 0]
    }
    #expect(lastWords(of: result).contains("element (2, 0) of a [2 x 3] matrix"))
  }

  @Test func `a thin factorisation names the shape`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>(rowCount: 2, columnCount: 3).qr()
    }
    #expect(lastWords(of: result).contains("thin QR of a [2 x 3] matrix"))
  }

  @Test func `a token outside of the table stops`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let table = Matrix<Float>(rowCount: 4, columnCount: 1)
      var result = Matrix<Float>(rowCount: 1, columnCount: 1)
      var target = result.mutableView
      target.gather(
        table.view, rows: [Int32](repeating: 4, count: 1).span,
        adding: [Float](repeating: 0, count: 1).span)
    }
    #expect(lastWords(of: result).contains("row index outside of the matrix"))
  }
}
