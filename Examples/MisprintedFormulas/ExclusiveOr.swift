import BLASMatrices
import Recurrent
import SequenceTraining

/// Random bits; the class to predict is whether this bit and the one before it differ.
///
/// No linear function of the two bits is the answer, so that a linear network cannot do better than
/// a guess, which costs ln 2 = 0.693 nats.
struct ExclusiveOr: WindowSource {
  typealias Scalar = Float

  let steps = 16
  let batchSize = 32
  private var random = KeyedRandom(seed: 1, purpose: "exclusive or")
  private var previous = [Int32](repeating: 0, count: 32)
  private var isFirst = true

  mutating func fill(_ window: WindowBuffer<Float>) -> Bool {
    let (tokenMemory, targetMemory) = (window.tokens, window.targets)
    var tokens = tokenMemory.mutableSpan
    var targets = targetMemory.mutableSpan
    for step in 0..<steps {
      for row in 0..<batchSize {
        let bit: Int32 = random.nextUniform() < 0.5 ? 0 : 1
        tokens[step * batchSize + row] = bit
        targets[step * batchSize + row] = bit == previous[row] ? 0 : 1
        previous[row] = bit
      }
    }
    defer { isFirst = false }
    return isFirst
  }
}
