import SequenceTraining

/// The same small window again and again, every fifth as the first of a pass.
struct RepeatedWindow: WindowSource {
  let steps: Int
  let batchSize: Int
  private var number = 0

  init(steps: Int, batchSize: Int) {
    self.steps = steps
    self.batchSize = batchSize
  }

  mutating func fill(_ window: WindowBuffer<Float>) -> Bool {
    let (tokenMemory, targetMemory) = (window.tokens, window.targets)
    var tokens = tokenMemory.mutableSpan
    var targets = targetMemory.mutableSpan
    for index in tokens.indices {
      tokens[index] = Int32(index * index % CellForm.classCount)
      targets[index] = Int32((index + 1) * index % CellForm.classCount)
    }
    number += 1
    return number % 5 == 1
  }
}
