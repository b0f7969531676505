import Activations
import BLASMatrices
import GradientFlow
import Recurrent
import Testing

struct LargestSingularValuesTests {
  /// What stopping at changes of 1e-5 leaves between two close singular values of a random matrix.
  private let tolerance = 2e-3

  private func network(seed: UInt64) -> RecurrentNetwork<Float> {
    RecurrentNetwork(
      architecture: RecurrentArchitecture(
        cells: [
          ElmanCell(inputSize: 5, hiddenSize: 96), GRUCell(inputSize: 96, hiddenSize: 64),
        ], outputSize: 5),
      initialization: .gaussian(gain: 1.2), seed: seed)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `power iteration agrees with LAPACK`(seed: UInt64) throws {
    let network = network(seed: seed)
    let watch = LargestSingularValues(network.architecture)
    #expect(watch.values == [0, 0])
    let parameters = network.parameters.view
    watch.measure(parameters)
    let exact = try WeightSpectrum.byLayer(network.architecture, parameters)
    for (found, expected) in zip(watch.values, exact) {
      #expect(abs(found / expected.largestSingularValue - 1) < tolerance)
      // From below.
      #expect(found < expected.largestSingularValue * (1 + 1e-6))
    }
  }

  @Test func `it goes on from where it was`() throws {
    let network = network(seed: 9)
    let watch = LargestSingularValues(network.architecture)
    watch.measure(network.parameters.view)
    let cold = watch.iterations
    var moved = network
    moved.parameters.elements = network.parameters.elements.map { $0 * 1.001 }
    watch.measure(moved.parameters.view)
    #expect(watch.iterations < cold / 2)
    let exact = try WeightSpectrum.byLayer(network.architecture, moved.parameters.view)
    for (found, expected) in zip(watch.values, exact) {
      #expect(abs(found / expected.largestSingularValue - 1) < tolerance)
    }
  }

  @Test func `zero and infinite weights are survived`() {
    let sizes = [Float(0), .nan, .infinity, 0.5]
    let networks = sizes.map { size in
      FlowModel<Float>(recurrent: .identity(3, scale: size), direction: [1, 1, 1]).network
    }
    let watch = LargestSingularValues(networks[0].architecture)
    let found = networks.map { network in
      let parameters = network.parameters.view
      watch.measure(parameters)
      return watch.values[0]
    }
    #expect(found[0] == 0)
    #expect(found[1].isNaN && found[2].isNaN)
    #expect(abs(found[3] - 0.5) < 1e-6)
  }
}
