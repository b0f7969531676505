import BLASMatrices
import LaneMath

extension TrainingEngine {
  /// The optimizer's numbers, one block per moment.
  var momentElements: [[Scalar]] { moments.map { Matrix($0.view).elements } }

  /// Puts back what a snapshot holds beside the weights.
  func restore(moments saved: [[Scalar]], states: [[Matrix<Scalar>]]) {
    require(
      saved.count == moments.count && states.count == tapes.count,
      "a snapshot of \(saved.count) moments and \(states.count) shards for "
        + "\(moments.count) moments and \(tapes.count) shards")
    for (memory, elements) in zip(moments, saved) {
      let block = Matrix(rowCount: 1, columnCount: elements.count, elements: elements)
      var target = memory.mutableView
      target.copy(block.view)
    }
    // The next window starts from the state after the last one.
    for (tape, layers) in zip(tapes, states) { tape.finalState = layers }
  }
}
