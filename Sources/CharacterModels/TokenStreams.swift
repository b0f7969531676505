import LaneMath

/// Windows over B contiguous streams of one text, so that the hidden state can be carried along.
///
/// Of n tokens, row b reads those from b * L on, where L = floor((n - 1) / B), and window w gives
/// it the inputs at b * L + w * T + t and the targets one further, for t from 0 to T - 1. Row b of
/// a window thus continues row b of the window before. The last L mod T positions of each row are
/// not read, nor are the last (n - 1) mod B tokens of the text.
public struct TokenStreams: Sendable {
  /// The number of rows, B.
  public let batchSize: Int

  /// The number of steps of a window, T.
  public let sequenceLength: Int

  /// The number of positions of each row, L.
  public let rowLength: Int

  /// How many windows lie side by side in a row: floor(L / T).
  public let windowsPerEpoch: Int

  private let tokens: [Int32]
  private var position = TokenStreamCursor()

  /// Lays tokens out as streams.
  ///
  /// - Precondition: The batch size and the sequence length are at least 1.
  /// - Throws: ``StreamError`` when there are fewer than B * T + 1 tokens.
  public init(tokens: [Int32], batchSize: Int, sequenceLength: Int) throws(StreamError) {
    precondition(batchSize >= 1, "the batch size \(batchSize) is less than 1")
    precondition(sequenceLength >= 1, "the sequence length \(sequenceLength) is less than 1")
    let rowLength = max(0, tokens.count - 1) / batchSize
    guard rowLength >= sequenceLength else {
      let (product, overflow) = batchSize.multipliedReportingOverflow(by: sequenceLength)
      throw .tooShort(
        tokenCount: tokens.count, needed: overflow || product == .max ? .max : product + 1,
        batchSize: batchSize, sequenceLength: sequenceLength)
    }
    self.batchSize = batchSize
    self.sequenceLength = sequenceLength
    self.rowLength = rowLength
    windowsPerEpoch = rowLength / sequenceLength
    self.tokens = tokens
  }

  /// The window that comes next; a run resumes where it was by setting it.
  ///
  /// - Precondition: What is set has an epoch of at least 0 and a window in
  ///   `0..<windowsPerEpoch`; ``resume(at:)`` checks a position that was read from a file.
  public var cursor: TokenStreamCursor {
    get { position }
    set {
      precondition(
        contains(newValue), "\(newValue) is not in \(windowsPerEpoch) windows per epoch")
      position = newValue
    }
  }

  /// Continues at a position that was saved.
  ///
  /// - Throws: ``StreamError`` when these streams have no such position.
  public mutating func resume(at cursor: TokenStreamCursor) throws(StreamError) {
    guard contains(cursor) else {
      throw .noSuchPosition(cursor: cursor, windowsPerEpoch: windowsPerEpoch)
    }
    position = cursor
  }

  /// Writes the next window and says whether the state must be zero in front of it.
  ///
  /// The arrays are time-major: the token of step t and row b is at t * B + b. Nothing is
  /// allocated when they already have T * B elements and no other owner.
  ///
  /// - Returns: True at the first window of each epoch, also the first of all.
  public mutating func next(inputs: inout [Int32], targets: inout [Int32]) -> Bool {
    resize(&inputs)
    resize(&targets)
    var inputSpan = inputs.mutableSpan
    var targetSpan = targets.mutableSpan
    return next(inputs: &inputSpan, targets: &targetSpan)
  }

  /// Writes the next window into memory of T * B tokens each, as above.
  ///
  /// - Precondition: Both have T * B elements.
  /// - Returns: True at the first window of each epoch, also the first of all.
  public mutating func next(
    inputs: inout MutableSpan<Int32>, targets: inout MutableSpan<Int32>
  ) -> Bool {
    let window = position.window
    copyWindow(at: window, inputs: &inputs, targets: &targets)
    position.window += 1
    if position.window == windowsPerEpoch {
      position = TokenStreamCursor(epoch: position.epoch + 1)
    }
    return window == 0
  }

  /// Writes one window of an epoch and leaves the cursor where it is.
  ///
  /// - Precondition: The index is in `0..<windowsPerEpoch`.
  public func copyWindow(at index: Int, inputs: inout [Int32], targets: inout [Int32]) {
    resize(&inputs)
    resize(&targets)
    var inputSpan = inputs.mutableSpan
    var targetSpan = targets.mutableSpan
    copyWindow(at: index, inputs: &inputSpan, targets: &targetSpan)
  }

  private func copyWindow(
    at index: Int, inputs: inout MutableSpan<Int32>, targets: inout MutableSpan<Int32>
  ) {
    precondition(
      0 <= index && index < windowsPerEpoch,
      "window \(index) is not in \(windowsPerEpoch) windows per epoch")
    copy(from: index * sequenceLength, to: &inputs)
    copy(from: index * sequenceLength + 1, to: &targets)
  }

  private func contains(_ cursor: TokenStreamCursor) -> Bool {
    cursor.epoch >= 0 && 0 <= cursor.window && cursor.window < windowsPerEpoch
  }

  private func resize(_ list: inout [Int32]) {
    let count = sequenceLength * batchSize
    if list.count != count { list = [Int32](repeating: 0, count: count) }
  }

  private func copy(from first: Int, to elements: inout MutableSpan<Int32>) {
    require(
      elements.count == sequenceLength * batchSize,
      "\(elements.count) tokens for a window of [\(sequenceLength) x \(batchSize)]")
    let tokens = tokens.span
    for step in 0..<sequenceLength {
      var source = first + step
      for row in 0..<batchSize {
        elements[step * batchSize + row] = tokens[source]
        source += rowLength
      }
    }
  }
}
