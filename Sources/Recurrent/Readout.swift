import BLASMatrices

/// The linear layer from the top hidden state to V logits: y = h W + b, W [H x V].
///
/// Logits are made, turned into their gradient and used up in blocks of rows that stay in cache, so
/// that no `[T*B x V]` matrix is ever held.
public struct Readout<Scalar: BLASScalar>: Sendable {
  /// H.
  public let inputSize: Int
  /// V.
  public let outputSize: Int
  let firstTensor: Int

  /// The index of `readout.weight` in the layout.
  var weightTensor: Int { firstTensor }

  init(inputSize: Int, outputSize: Int, layout: inout ParameterLayout) {
    self.inputSize = inputSize
    self.outputSize = outputSize
    firstTensor = layout.append("readout.weight", rowCount: inputSize, columnCount: outputSize)
    _ = layout.append("readout.bias", rowCount: 1, columnCount: outputSize)
  }

  /// How many rows of logits are held at a time: at most 256 KB of them, but at least 32 rows.
  public var blockRows: Int {
    max(32, 262_144 / (outputSize * MemoryLayout<Scalar>.stride))
  }

  /// Memory for one block of logits, for windows of at most `rows` rows.
  public func makeScratch(rows: Int) -> Workspace<Scalar> {
    Workspace(rowCount: min(rows, blockRows), columnCount: outputSize)
  }

  /// y = h W + b for N rows, h [N x H], y [N x V].
  ///
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func setLogits(
    _ parameters: borrowing ParameterView<Scalar>, hidden: Rows<Scalar>,
    into logits: inout MutableRows<Scalar>
  ) {
    logits.repeatRow(parameters.matrix(firstTensor + 1)[0])
    logits.setProduct(hidden, parameters.weightMatrix(weightTensor), adding: true)
  }

  /// The cotangent of hidden rows from that of their logits: dh = dy Wᵀ, dy [N x V], dh [N x H].
  ///
  /// - Precondition: the shapes agree.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func setHiddenCotangent(
    _ parameters: borrowing ParameterView<Scalar>, logits: Rows<Scalar>,
    into hidden: inout MutableRows<Scalar>
  ) {
    hidden.setProduct(logits, parameters.weightMatrix(weightTensor).transposed)
  }

  /// The summed cross-entropy of all rows; adds its gradient, and sets the hidden states'
  /// cotangent.
  ///
  /// - Parameters:
  ///   - hidden: [N x H].
  ///   - targets: N classes.
  ///   - scratch: what `makeScratch` made.
  ///   - cotangent: [N x H]. Out: d(sum of losses)/dh.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func lossAndGradient(
    _ parameters: borrowing ParameterView<Scalar>, hidden: Rows<Scalar>, targets: Span<Int32>,
    scratch: Workspace<Scalar>, gradient: inout MutableParameterView<Scalar>,
    cotangent: inout MutableRows<Scalar>
  ) -> LossSum {
    var loss = CrossEntropySum()
    var start = 0
    while start < hidden.rowCount {
      let range = start..<min(start + scratch.rowCount, hidden.rowCount)
      var logits = scratch.mutableRows(0..<range.count)
      setLogits(parameters, hidden: hidden.rows(range), into: &logits)
      for row in 0..<range.count {
        var values = logits[row]
        SoftmaxCrossEntropy.addLossAndGradient(
          &values, target: Int(targets[start + row]), to: &loss)
      }
      var weight = gradient.matrix(firstTensor)
      weight.addProduct(hidden.rows(range).transposed, logits.reading)
      var bias = gradient.matrix(firstTensor + 1)
      var sums = bias[0]
      logits.reading.addColumnSums(to: &sums)
      var block = cotangent.rows(range)
      setHiddenCotangent(parameters, logits: logits.reading, into: &block)
      start = range.upperBound
    }
    return LossSum(sum: loss.total, count: hidden.rowCount)
  }

  /// The summed cross-entropy of all rows, without gradients.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func loss(
    _ parameters: borrowing ParameterView<Scalar>, hidden: Rows<Scalar>, targets: Span<Int32>,
    scratch: Workspace<Scalar>
  ) -> LossSum {
    var loss = CrossEntropySum()
    var start = 0
    while start < hidden.rowCount {
      let range = start..<min(start + scratch.rowCount, hidden.rowCount)
      var logits = scratch.mutableRows(0..<range.count)
      setLogits(parameters, hidden: hidden.rows(range), into: &logits)
      for row in 0..<range.count {
        var values = logits[row]
        SoftmaxCrossEntropy.addLoss(&values, target: Int(targets[start + row]), to: &loss)
      }
      start = range.upperBound
    }
    return LossSum(sum: loss.total, count: hidden.rowCount)
  }
}
