import BLASMatrices
import LaneMath

extension Initialization {
  /// Draws all parameters of `architecture`.
  ///
  /// Streams are keyed by (seed, tensor name), elements drawn in the order of PyTorch's [out x in]
  /// matrix; a GRU's first gate therefore shares the draws of an Elman layer of the same size.
  ///
  /// - Precondition: `critical` has one gain, or one per layer.
  public func parameters<Scalar>(
    of architecture: RecurrentArchitecture<Scalar>, seed: UInt64
  ) -> ParameterBlock<Scalar> {
    if case .critical(let gains) = self {
      let layers = architecture.layers.count
      require(
        gains.count == 1 || gains.count == layers, "\(gains.count) gains for \(layers) layers")
    }
    // The bits of a factorisation depend on how many threads the library uses.
    LinearAlgebraBackend.useOneThreadPerProduct()
    var block = ParameterBlock<Scalar>(layout: architecture.layout)
    for (index, layer) in architecture.layers.enumerated() {
      let shape = layer.shape
      let input = "rnn.weight_ih_l\(index)"
      block[input] = inputWeights(input, shape, seed: seed)
      let recurrent = "rnn.weight_hh_l\(index)"
      block[recurrent] = inLayer(index).recurrentWeights(recurrent, shape, seed: seed)
      if self == .pytorch {
        for name in ["rnn.bias_ih_l\(index)", "rnn.bias_hh_l\(index)"] {
          block[name] = uniform(name, 1, shape.gateWidth, 1 / width(shape.hiddenSize), seed)
        }
      }
    }
    let readout = architecture.readout
    block["readout.weight"] = readoutWeights(readout.inputSize, readout.outputSize, seed: seed)
    if self == .pytorch {
      block["readout.bias"] = uniform(
        "readout.bias", 1, readout.outputSize, 1 / width(readout.inputSize), seed)
    }
    return block
  }

  /// What draws the recurrent weights of a layer.
  private func inLayer(_ index: Int) -> Initialization {
    guard case .critical(let gains) = self else { return self }
    return .critical(gains: [gains.count == 1 ? gains[0] : gains[index]])
  }

  /// W_ih, `[G*H x I]`.
  private func inputWeights<Scalar>(
    _ name: String, _ shape: CellShape, seed: UInt64
  ) -> Matrix<Scalar> {
    switch self {
    case .identity: normal(name, shape.gateWidth, shape.inputSize, 0.001, seed)
    case .glorot:
      uniform(
        name, shape.gateWidth, shape.inputSize,
        glorotBound(shape.inputSize, shape.hiddenSize), seed)
    default:
      uniform(name, shape.gateWidth, shape.inputSize, 1 / width(shape.hiddenSize), seed)
    }
  }

  private func readoutWeights<Scalar>(
    _ inputSize: Int, _ outputSize: Int, seed: UInt64
  ) -> Matrix<Scalar> {
    let name = "readout.weight"
    return switch self {
    case .identity: normal(name, outputSize, inputSize, 0.001, seed)
    case .glorot: uniform(name, outputSize, inputSize, glorotBound(inputSize, outputSize), seed)
    default: uniform(name, outputSize, inputSize, 1 / width(inputSize), seed)
    }
  }

  /// W_hh, `[G*H x H]`: one H x H matrix per gate, stacked.
  private func recurrentWeights<Scalar>(
    _ name: String, _ shape: CellShape, seed: UInt64
  ) -> Matrix<Scalar> {
    let size = shape.hiddenSize
    var random = KeyedRandom(seed: seed, purpose: name)
    var elements: [Scalar] = []
    elements.reserveCapacity(shape.gateWidth * size)
    for _ in shape.gates { elements += gateWeights(size, from: &random).elements }
    return Matrix(rowCount: shape.gateWidth, columnCount: size, elements: elements)
  }

  private func gateWeights<Scalar>(
    _ size: Int, from random: inout KeyedRandom
  ) -> Matrix<Scalar> {
    switch self {
    case .pytorch:
      .uniform(rowCount: size, columnCount: size, bound: 1 / width(size), from: &random)
    case .glorot:
      .uniform(rowCount: size, columnCount: size, bound: glorotBound(size, size), from: &random)
    case .orthogonal(let gain): orthogonal(size, gain: gain, from: &random)
    case .identity: .identity(size)
    case .scaledIdentity(let scale): .identity(size, scale: Scalar(scale))
    case .npRNN: normalizedPositive(size, from: &random)
    case .critical(let gains):
      .normal(rowCount: size, columnCount: size, deviation: gains[0] / width(size), from: &random)
    case .gaussian(let gain):
      .normal(rowCount: size, columnCount: size, deviation: gain / width(size), from: &random)
    }
  }

  private func orthogonal<Scalar>(
    _ size: Int, gain: Double, from random: inout KeyedRandom
  ) -> Matrix<Scalar> {
    let gaussian = Matrix<Scalar>.normal(
      rowCount: size, columnCount: size, deviation: 1, from: &random)
    var q = gaussian.qr().q
    var view = q.mutableView
    view.scale(by: Scalar(gain))
    return q
  }

  /// (A + I) / λ_max(A + I) with A = R Rᵀ / H: symmetric, positive, largest eigenvalue 1.
  private func normalizedPositive<Scalar>(
    _ size: Int, from random: inout KeyedRandom
  ) -> Matrix<Scalar> {
    let r = Matrix<Scalar>.normal(rowCount: size, columnCount: size, deviation: 1, from: &random)
    var a = Matrix<Scalar>.identity(size)
    var view = a.mutableView
    view.setProduct(r.view, r.view.transposed, scale: 1 / Scalar(size), keeping: 1)
    let largest = a.symmetricEigenvalues[size - 1]
    var scaled = a.mutableView
    scaled.scale(by: 1 / largest)
    return a
  }

  private func uniform<Scalar>(
    _ name: String, _ rowCount: Int, _ columnCount: Int, _ bound: Double, _ seed: UInt64
  ) -> Matrix<Scalar> {
    var random = KeyedRandom(seed: seed, purpose: name)
    return .uniform(rowCount: rowCount, columnCount: columnCount, bound: bound, from: &random)
  }

  private func normal<Scalar>(
    _ name: String, _ rowCount: Int, _ columnCount: Int, _ deviation: Double, _ seed: UInt64
  ) -> Matrix<Scalar> {
    var random = KeyedRandom(seed: seed, purpose: name)
    return .normal(
      rowCount: rowCount, columnCount: columnCount, deviation: deviation, from: &random)
  }

  private func glorotBound(_ inputSize: Int, _ outputSize: Int) -> Double {
    (6 / Double(inputSize + outputSize)).squareRoot()
  }

  private func width(_ size: Int) -> Double { Double(size).squareRoot() }
}
