import CharacterModels
import Foundation
import Testing

@Suite struct TokenStreamsTests {
  private func streams(_ count: Int, _ batchSize: Int, _ steps: Int) throws -> TokenStreams {
    try TokenStreams(
      tokens: Array(0..<Int32(count)), batchSize: batchSize, sequenceLength: steps)
  }

  @Test func `windows are time-major and rows start a row length apart`() throws {
    var streams = try streams(15, 2, 3)
    #expect(streams.rowLength == 7)
    #expect(streams.windowsPerEpoch == 2)
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    #expect(streams.next(inputs: &inputs, targets: &targets))
    #expect(inputs == [0, 7, 1, 8, 2, 9])
    #expect(targets == [1, 8, 2, 9, 3, 10])
    #expect(!streams.next(inputs: &inputs, targets: &targets))
    #expect(inputs == [3, 10, 4, 11, 5, 12])
    #expect(streams.next(inputs: &inputs, targets: &targets))
    #expect(inputs == [0, 7, 1, 8, 2, 9])
    #expect(streams.cursor == TokenStreamCursor(epoch: 1, window: 1))
  }

  @Test(arguments: [(31, 3, 5), (31, 5, 6), (7, 1, 6), (7, 6, 1), (100, 7, 2), (2, 1, 1)])
  func `rows go on from window to window and targets are the inputs that follow`(
    count: Int, batchSize: Int, steps: Int
  ) throws {
    var streams = try streams(count, batchSize, steps)
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    for window in 0..<streams.windowsPerEpoch {
      let isNew = streams.next(inputs: &inputs, targets: &targets)
      #expect(isNew == (window == 0))
      for step in 0..<steps {
        for row in 0..<batchSize {
          let token = row * ((count - 1) / batchSize) + window * steps + step
          #expect(inputs[step * batchSize + row] == Int32(token))
          #expect(targets[step * batchSize + row] == Int32(token + 1))
        }
      }
    }
    #expect(streams.cursor == TokenStreamCursor(epoch: 1))
  }

  @Test func `windows are the same in memory of the caller's`() throws {
    var (one, other) = (try streams(15, 2, 3), try streams(15, 2, 3))
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    var (inputMemory, targetMemory) = (
      [Int32](repeating: -1, count: 6), [Int32](repeating: -1, count: 6)
    )
    for _ in 0..<3 {
      let isNew = one.next(inputs: &inputs, targets: &targets)
      var inputSpan = inputMemory.mutableSpan
      var targetSpan = targetMemory.mutableSpan
      #expect(other.next(inputs: &inputSpan, targets: &targetSpan) == isNew)
      #expect(inputMemory == inputs && targetMemory == targets)
    }
    #expect(other.cursor == one.cursor)
  }

  @Test func `memory of another size than a window is refused`() async {
    await #expect(processExitsWith: .failure) {
      var streams = try TokenStreams(
        tokens: Array(0..<15), batchSize: 2, sequenceLength: 3)
      var (inputs, targets) = ([Int32](repeating: 0, count: 6), [Int32](repeating: 0, count: 5))
      var inputSpan = inputs.mutableSpan
      var targetSpan = targets.mutableSpan
      _ = streams.next(inputs: &inputSpan, targets: &targetSpan)
    }
  }

  @Test func `the smallest text that fits is one longer than a window of all rows`() throws {
    #expect(try streams(13, 4, 3).windowsPerEpoch == 1)
    let error = StreamError.tooShort(tokenCount: 12, needed: 13, batchSize: 4, sequenceLength: 3)
    #expect(throws: error) { try streams(12, 4, 3) }
  }

  @Test(arguments: [0, 1])
  func `no text at all is too short`(count: Int) {
    #expect(throws: StreamError.self) { try streams(count, 1, 1) }
  }

  @Test func `sizes beyond any text are refused and do not trap`() {
    let error = StreamError.tooShort(
      tokenCount: 9, needed: .max, batchSize: .max, sequenceLength: .max)
    #expect(throws: error) { try streams(9, .max, .max) }
    let one = StreamError.tooShort(
      tokenCount: 9, needed: .max, batchSize: 1, sequenceLength: .max)
    #expect(throws: one) { try streams(9, 1, .max) }
  }

  @Test func `errors are one sentence`() {
    let short = StreamError.tooShort(
      tokenCount: 1000, needed: 2049, batchSize: 32, sequenceLength: 64)
    #expect(
      "\(short)" == "The text has 1,000 tokens, but one batch of 32 rows of 64 steps needs 2,049; "
        + "use a smaller --batch-size or --sequence-length, or a longer text.")
    let position = StreamError.noSuchPosition(
      cursor: TokenStreamCursor(epoch: 3, window: 544), windowsPerEpoch: 1)
    #expect(
      "\(position)" == "The saved position (epoch 3, window 544) is not in a text of 1 window per "
        + "epoch; resume with the text, batch size and sequence length that the run began with.")
  }

  @Test func `arrays of the right size are written in place`() throws {
    var streams = try streams(1000, 4, 8)
    var inputs = [Int32](repeating: 0, count: 32)
    var targets = inputs
    targets[0] = 1
    let before = (
      inputs.span.withUnsafeBufferPointer(\.baseAddress),
      targets.span.withUnsafeBufferPointer(\.baseAddress)
    )
    for _ in 0..<100 { _ = streams.next(inputs: &inputs, targets: &targets) }
    #expect(inputs.span.withUnsafeBufferPointer(\.baseAddress) == before.0)
    #expect(targets.span.withUnsafeBufferPointer(\.baseAddress) == before.1)
  }

  @Test func `a run that resumes sees the windows of one that did not stop`() throws {
    var whole = try streams(200, 3, 7)
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    for _ in 0..<11 { _ = whole.next(inputs: &inputs, targets: &targets) }
    let data = try JSONEncoder().encode(whole.cursor)
    var resumed = try streams(200, 3, 7)
    try resumed.resume(at: JSONDecoder().decode(TokenStreamCursor.self, from: data))
    #expect(resumed.cursor == TokenStreamCursor(epoch: 1, window: 2))
    var (otherInputs, otherTargets): ([Int32], [Int32]) = ([], [])
    for _ in 0..<20 {
      let isNew = whole.next(inputs: &inputs, targets: &targets)
      #expect(resumed.next(inputs: &otherInputs, targets: &otherTargets) == isNew)
      #expect(inputs == otherInputs)
      #expect(targets == otherTargets)
    }
  }

  @Test func `the cursor can be set back`() throws {
    var streams = try streams(200, 3, 7)
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    for _ in 0..<3 { _ = streams.next(inputs: &inputs, targets: &targets) }
    streams.cursor = TokenStreamCursor()
    #expect(streams.next(inputs: &inputs, targets: &targets))
    #expect(inputs[0] == 0)
  }

  @Test func `a window can be read without moving the cursor`() throws {
    var streams = try streams(15, 2, 3)
    var (inputs, targets): ([Int32], [Int32]) = ([], [])
    streams.copyWindow(at: 1, inputs: &inputs, targets: &targets)
    #expect(inputs == [3, 10, 4, 11, 5, 12])
    #expect(targets == [4, 11, 5, 12, 6, 13])
    #expect(streams.cursor == TokenStreamCursor())
    #expect(streams.next(inputs: &inputs, targets: &targets))
  }

  @Test(arguments: [(0, 2), (0, -1), (-1, 0)])
  func `a saved position outside the streams is refused`(epoch: Int, window: Int) throws {
    var streams = try streams(15, 2, 3)
    let cursor = TokenStreamCursor(epoch: epoch, window: window)
    #expect(throws: StreamError.noSuchPosition(cursor: cursor, windowsPerEpoch: 2)) {
      try streams.resume(at: cursor)
    }
    #expect(streams.cursor == TokenStreamCursor())
  }

  @Test func `misuse traps`() async {
    await #expect(processExitsWith: .failure) {
      _ = try TokenStreams(tokens: [1, 2, 3], batchSize: 0, sequenceLength: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = try TokenStreams(tokens: [1, 2, 3], batchSize: 1, sequenceLength: 0)
    }
    await #expect(processExitsWith: .failure) {
      var streams = try TokenStreams(tokens: [1, 2, 3], batchSize: 1, sequenceLength: 1)
      streams.cursor.window = 2
    }
    await #expect(processExitsWith: .failure) {
      let streams = try TokenStreams(tokens: [1, 2, 3], batchSize: 1, sequenceLength: 1)
      var (inputs, targets): ([Int32], [Int32]) = ([], [])
      streams.copyWindow(at: 2, inputs: &inputs, targets: &targets)
    }
  }
}
