import BLASMatrices
import Recurrent

extension RecurrentArchitecture {
  /// dL_t/dh_t = (softmax(y) - onehot(target)) Wᵀ for the top hidden states of one step, [B x H].
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func setLossCotangent(
    _ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>, step: Int,
    into hidden: inout MutableRows<Scalar>
  ) {
    let range = step * tape.batchSize..<(step + 1) * tape.batchSize
    let scratch = Workspace<Scalar>(rowCount: tape.batchSize, columnCount: readout.outputSize)
    var logits = scratch.mutableView
    readout.setLogits(parameters, hidden: topHidden(tape).rows(range), into: &logits)
    let targetMemory = tape.targets
    let targets = targetMemory.span
    for row in 0..<tape.batchSize {
      var values = logits[row]
      _ = SoftmaxCrossEntropy.lossAndGradient(
        &values, target: Int(targets[range.lowerBound + row]))
    }
    readout.setHiddenCotangent(parameters, logits: logits.reading, into: &hidden)
  }
}
