import Activations
import BLASMatrices
import Recurrent

/// Elman networks of two classes whose numbers are written down, for states and gradients that can
/// be foretold.
enum LinearModel {
  /// One layer: W_ih zero, W_hh `recurrent` ([out x in]), b_ih `bias` in every unit.
  ///
  /// - Parameters:
  ///   - readout: W of the readout, [2 x H]; by default (1, ..., 1) and (-1, ..., -1).
  static func network<Scalar: BLASScalar>(
    _ scalar: Scalar.Type, hidden: Activation<Scalar> = .identity, recurrent: Matrix<Scalar>,
    bias: Scalar = 0, readout: Matrix<Scalar>? = nil, inputs: InputKind = .tokens
  ) -> RecurrentNetwork<Scalar> {
    let size = recurrent.rowCount
    let architecture = RecurrentArchitecture<Scalar>(
      cells: [ElmanCell(inputSize: 2, hiddenSize: size, hidden: hidden)], outputSize: 2,
      inputs: inputs)
    var parameters = ParameterBlock<Scalar>(layout: architecture.layout)
    parameters["rnn.weight_hh_l0"] = recurrent
    parameters["rnn.bias_ih_l0"] = Matrix(rowCount: 1, columnCount: size, repeating: bias)
    let ones = Array(repeating: Scalar(1), count: size)
    parameters["readout.weight"] =
      readout ?? Matrix(rowCount: 2, columnCount: size, elements: ones + ones.map { -$0 })
    return RecurrentNetwork(architecture: architecture, parameters: parameters)
  }
}
