import BLASMatrices
import CharacterModels
import Foundation
import Recurrent

/// A trained character model as `model.safetensors` keeps it: everything that sampling needs.
///
/// Tensors have PyTorch's names and layouts (`rnn.weight_ih_l0` is `[G*H x I]`, `readout.weight`
/// `[V x H]`) where `nn.RNN` or `nn.GRU` computes the same; other models have `recurrent.` for
/// `rnn.`, so that nobody loads them silently wrong. Vocabulary and configuration are in the
/// header.
public struct SavedModel<Scalar: BLASScalar>: Sendable {
  /// The network.
  public let network: RecurrentNetwork<Scalar>
  /// What its tokens stand for.
  public let vocabulary: Vocabulary
  /// How it was made.
  public let configuration: RunConfiguration
  /// After how many updates it was saved.
  public let step: Int

  /// Gathers a model.
  public init(
    network: RecurrentNetwork<Scalar>, vocabulary: Vocabulary, configuration: RunConfiguration,
    step: Int
  ) {
    self.network = network
    self.vocabulary = vocabulary
    self.configuration = configuration
    self.step = step
  }
}

extension SavedModel {
  /// The model as a safetensors file.
  ///
  /// - Throws: ``RunFileError`` where vocabulary or configuration cannot be written as JSON.
  public func encoded() throws(RunFileError) -> Data {
    let tensors = network.architecture.layout.tensors.map { tensor in
      let matrix = network.parameters[tensor.name]
      let shape =
        tensor.isBias ? [matrix.columnCount] : [matrix.rowCount, matrix.columnCount]
      return SafeTensor(
        name: Self.fileName(tensor.name, configuration), shape: shape, values: matrix.elements)
    }
    let symbols: Data
    do {
      symbols = try JSONEncoder().encode(vocabulary.symbols)
    } catch {
      throw .cannotEncode(path: "model.safetensors", reason: String(describing: error))
    }
    let metadata = [
      "format": "pt",
      "vocabulary": String(decoding: symbols, as: UTF8.self),
      "config": String(decoding: try configuration.encoded(), as: UTF8.self),
      "step": String(step),
    ]
    return SafeTensorsFile(tensors: tensors, metadata: metadata).encoded()
  }

  /// The name of a tensor in the file.
  static func fileName(_ name: String, _ configuration: RunConfiguration) -> String {
    guard !configuration.isPyTorchModel, name.hasPrefix("rnn.") else { return name }
    return "recurrent." + name.dropFirst("rnn.".count)
  }
}
