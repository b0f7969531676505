import BLASMatrices
import Recurrent

extension SavedModel {
  /// Builds the model that a header describes, converting between Float and Double if asked to.
  ///
  /// - Throws: ``SavedModelError`` where configuration and tensors do not fit.
  public init(_ header: SavedModelHeader) throws(SavedModelError) {
    let architecture: RecurrentArchitecture<Scalar>
    do {
      architecture = try header.configuration.architecture(
        vocabularySize: header.vocabulary.count)
    } catch {
      throw .badConfiguration(error.sentence)
    }
    // All shapes are checked before memory is taken for what a damaged header may claim.
    var matrices: [Matrix<Scalar>] = []
    for tensor in architecture.layout.tensors {
      let name = Self.fileName(tensor.name, header.configuration)
      matrices.append(try Self.matrix(name, tensor, header.file))
    }
    var parameters = ParameterBlock<Scalar>(layout: architecture.layout)
    for (tensor, matrix) in zip(architecture.layout.tensors, matrices) {
      parameters[tensor.name] = matrix
    }
    self.init(
      network: RecurrentNetwork(architecture: architecture, parameters: parameters),
      vocabulary: header.vocabulary, configuration: header.configuration, step: header.step)
  }

  private static func matrix(
    _ name: String, _ tensor: ParameterTensor, _ file: SafeTensorsFile
  ) throws(SavedModelError) -> Matrix<Scalar> {
    let values: [Scalar]
    let found: SafeTensor
    do {
      found = try file.tensor(named: name)
      values = try found.values(as: Scalar.self, converting: true)
    } catch {
      throw .wrongTensor(name: name, reason: error.description)
    }
    let shape = tensor.isBias ? [tensor.columnCount] : [tensor.columnCount, tensor.rowCount]
    guard found.shape == shape else {
      throw .wrongTensor(name: name, reason: "its shape is \(found.shape), not \(shape)")
    }
    return Matrix(
      rowCount: tensor.isBias ? 1 : tensor.columnCount,
      columnCount: tensor.isBias ? tensor.columnCount : tensor.rowCount, elements: values)
  }
}
