import Activations
import BLASMatrices
import Recurrent

/// A cell with a fault on its way back, which a gradient check must find.
struct FaultyCell: RecurrentCell {
  /// What is wrong with it.
  enum Fault {
    /// An Elman cell whose pullback leaves the activation's derivative out.
    case forgetsDerivative
    /// A GRU whose cotangents of the recurrent part are NaN; the state's are right.
    case hiddenGatesAreNotNumbers
  }

  let fault: Fault
  private let right: any RecurrentCell<Double>

  init(inputSize: Int, hiddenSize: Int, fault: Fault) {
    self.fault = fault
    right =
      switch fault {
      case .forgetsDerivative: ElmanCell(inputSize: inputSize, hiddenSize: hiddenSize)
      case .hiddenGatesAreNotNumbers: GRUCell(inputSize: inputSize, hiddenSize: hiddenSize)
      }
  }

  var shape: CellShape { right.shape }
  var activations: [Activation<Double>] { right.activations }

  func step(
    _ weights: borrowing CellWeights<Double>, gates: inout MutableRows<Double>,
    previous: Rows<Double>, record: inout MutableRows<Double>, next: inout MutableRows<Double>
  ) {
    right.step(weights, gates: &gates, previous: previous, record: &record, next: &next)
  }

  func pullback(
    _ weights: borrowing CellWeights<Double>, previous: Rows<Double>, record: Rows<Double>,
    copies: Int, state: inout MutableRows<Double>, inputGates: inout MutableRows<Double>,
    hiddenGates: inout MutableRows<Double>
  ) {
    switch fault {
    case .forgetsDerivative:
      inputGates.copy(state.reading)
      state.setProduct(inputGates.reading, weights.weightHH.transposed)
    case .hiddenGatesAreNotNumbers:
      right.pullback(
        weights, previous: previous, record: record, copies: copies, state: &state,
        inputGates: &inputGates, hiddenGates: &hiddenGates)
      hiddenGates.fill(.nan)
    }
  }
}
