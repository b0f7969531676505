import BLASMatrices
import SequenceTraining

/// Windows of two real-valued inputs per step, each a function of the window's number (from 1).
struct ValueSource: WindowSource {
  typealias Scalar = Double

  let steps: Int
  let batchSize: Int
  let value: @Sendable (_ window: Int, _ step: Int) -> Double
  private var windows = 0

  init(
    steps: Int, batchSize: Int, value: @escaping @Sendable (_ window: Int, _ step: Int) -> Double
  ) {
    self.steps = steps
    self.batchSize = batchSize
    self.value = value
  }

  mutating func fill(_ window: WindowBuffer<Double>) -> Bool {
    windows += 1
    let (valueMemory, targetMemory) = (window.values, window.targets)
    var values = valueMemory.mutableView
    var targets = targetMemory.mutableSpan
    for index in 0..<steps * batchSize {
      var row = values[index]
      row[0] = value(windows, index / batchSize)
      row[1] = 1
      targets[index] = Int32((index + windows) % 2)
    }
    return windows == 1
  }
}
