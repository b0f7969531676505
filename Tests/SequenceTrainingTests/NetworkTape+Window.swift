import BLASMatrices
import Recurrent
import SequenceTraining

extension NetworkTape {
  /// Takes a whole window of tokens, all rows of it.
  func copy(_ window: WindowBuffer<Scalar>) {
    let (windowTokens, windowTargets) = (window.tokens, window.targets)
    let (tokenMemory, targetMemory) = (tokens, targets)
    var tokens = tokenMemory.mutableSpan
    var targets = targetMemory.mutableSpan
    for index in 0..<steps * batchSize {
      tokens[index] = windowTokens.span[index]
      targets[index] = windowTargets.span[index]
    }
  }
}
