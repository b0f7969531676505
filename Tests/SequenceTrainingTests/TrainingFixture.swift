import BLASMatrices
import Foundation
import Recurrent
import SequenceTraining

/// One file `Tests/Reference/training-*.json`: ten updates as PyTorch makes them.
struct TrainingFixture: Decodable {
  struct Tensor: Decodable {
    let shape: [Int]
    let values: [Double]

    /// As `ParameterBlock` takes it: a vector is one row.
    func matrix<Scalar: BLASScalar>() -> Matrix<Scalar> {
      Matrix(
        rowCount: shape.count == 1 ? 1 : shape[0], columnCount: shape[shape.count - 1],
        elements: values.map { Scalar($0) })
    }
  }

  struct OptimizerOptions: Decodable {
    let name: String
    let lr: Double
    let momentum: Double?
    let nesterov: Bool?
    let alpha: Double?
    let eps: Double?
    let betas: [Double]?
    let weightDecay: Double?
  }

  let cell: String
  let inputSize: Int
  let hiddenSize: Int
  let layers: Int
  let vocabulary: Int
  let steps: Int
  let batch: Int
  let optimizer: OptimizerOptions
  let clipNorm: Double
  let sequence: [Int32]
  let parameters: [String: Tensor]
  let losses: [Double]
  let gradientNorms: [Double]
  let finalParameters: [String: Tensor]

  /// The folder of the fixtures.
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Reference")

  /// The names of all training fixtures, without extension.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasPrefix("training-") && $0.hasSuffix(".json") }
      .map { String($0.dropLast(5)) }.sorted()
  }()

  init(named name: String) throws {
    let data = try Data(contentsOf: Self.folder.appending(path: "\(name).json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: data)
  }

  func network<Scalar: BLASScalar>() throws -> RecurrentNetwork<Scalar> {
    let form: CellForm =
      switch cell {
      case "rnn-tanh": .tanh
      case "rnn-relu": .relu
      default: .gru
      }
    var network: RecurrentNetwork<Scalar> = form.network(
      classCount: vocabulary, hiddenSizes: Array(repeating: hiddenSize, count: layers))
    for (name, tensor) in parameters { network.parameters[name] = tensor.matrix() }
    return network
  }

  func configuration(rowsPerShard: Int? = nil) -> TrainingConfiguration {
    TrainingConfiguration(
      updates: losses.count, optimizer: namedOptimizer, learningRate: optimizer.lr,
      clipping: .norm(clipNorm), rowsPerShard: rowsPerShard)
  }

  private var namedOptimizer: Optimizer {
    switch optimizer.name {
    case "sgd", "sgd-momentum", "sgd-nesterov":
      .sgd(momentum: optimizer.momentum ?? 0, nesterov: optimizer.nesterov ?? false)
    case "rmsprop": .rmsprop(decay: optimizer.alpha ?? .nan, epsilon: optimizer.eps ?? .nan)
    case "adagrad": .adagrad(epsilon: optimizer.eps ?? .nan)
    default:
      .adam(
        beta1: optimizer.betas?[0] ?? .nan, beta2: optimizer.betas?[1] ?? .nan,
        epsilon: optimizer.eps ?? .nan, weightDecay: optimizer.weightDecay ?? 0)
    }
  }
}
