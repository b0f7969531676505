import BLASMatrices
import Recurrent
import Testing

/// Against nn.RNN and nn.GRU; see `Tests/Reference/recurrent_reference.py`.
@Suite struct PyTorchRecurrentTests {
  /// PyTorch's numbers are Double; a Float result has 24 bits of each.
  static let float = 1e-5
  /// What is left in Double is the order of the sums.
  static let double = 1e-10

  @Test(arguments: RecurrentReference.names, Precision.allCases)
  func `values and all gradients are PyTorch's`(name: String, precision: Precision) throws {
    let reference: RecurrentReference = try ReferenceFile.read(name)
    check(reference, precision.scalar)
  }

  @Test(arguments: RecurrentReference.names)
  func `the parameters have PyTorch's names and shapes`(name: String) throws {
    let reference: RecurrentReference = try ReferenceFile.read(name)
    let parameters = reference.network(Double.self).parameters
    let tensors = reference.parameters.byName
    #expect(Set(parameters.layout.tensors.map(\.name)) == Set(tensors.keys))
    for tensor in parameters.layout.tensors {
      let expected =
        tensor.isBias ? [tensor.columnCount] : [tensor.columnCount, tensor.rowCount]
      #expect(tensors[tensor.name]?.shape == expected, "\(tensor.name)")
      #expect(tensors[tensor.name]?.values == parameters[tensor.name].elements)
    }
  }

  private func check<Scalar: BLASScalar>(
    _ reference: RecurrentReference, _ scalar: Scalar.Type
  ) {
    let network = reference.network(scalar)
    let result = WindowResult(network, reference.tape(network.architecture))
    let tolerance = scalar.tolerance(float: Self.float, double: Self.double)
    // Ours are sums over all positions, PyTorch's means.
    let count = reference.steps * reference.batch
    func compare(_ name: String, _ found: [Scalar], _ expected: [Double], factor: Int = 1) {
      let error = normwiseError(found, expected.map { $0 * Double(factor) })
      #expect(error <= tolerance, "\(name) differs by \(error)")
    }
    compare("outputs", result.outputs.elements, reference.outputs)
    compare("logits", result.logits.elements, reference.logits)
    compare("final state", result.finalState.flatMap(\.elements), reference.finalState)
    #expect(result.loss.count == count)
    #expect(abs(result.loss.mean / reference.loss - 1) <= tolerance)
    #expect(abs(result.lossAlone.mean / reference.loss - 1) <= tolerance)
    for (name, tensor) in reference.gradients.byName {
      compare(name, result.gradient[name].elements, tensor.values, factor: count)
    }
    compare(
      "inputs", result.inputGradient.elements, reference.inputGradient, factor: count)
    compare(
      "initial state", result.stateGradients.flatMap(\.elements),
      reference.initialStateGradient, factor: count)
  }
}
