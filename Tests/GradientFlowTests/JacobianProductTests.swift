import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// exp(y) over its sum, for a few numbers.
enum Softmax {
  static func of(_ logits: [Double]) -> [Double] {
    let largest = logits.max() ?? 0
    let powers = logits.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}

/// The profile against separate full backward passes of `Recurrent`, lag by lag.
struct JacobianProductTests {
  /// Of ln G.
  private let tolerance = 1e-10

  enum Stack: CaseIterable {
    case tanh, relu, gru, resetBefore, gruRelu, tanhBelowGRU, resetBeforeBelowTanh, three

    var cells: [any RecurrentCell<Double>] {
      switch self {
      case .tanh: [ElmanCell(inputSize: 5, hiddenSize: 7)]
      case .relu: [ElmanCell(inputSize: 5, hiddenSize: 9, hidden: .relu)]
      case .gru: [GRUCell(inputSize: 5, hiddenSize: 6)]
      case .resetBefore: [ResetBeforeGRUCell(inputSize: 5, hiddenSize: 6)]
      case .gruRelu:
        [GRUCell(inputSize: 5, hiddenSize: 6, reset: .hardSigmoid, candidate: .relu)]
      case .tanhBelowGRU:
        [ElmanCell(inputSize: 5, hiddenSize: 7), GRUCell(inputSize: 7, hiddenSize: 4)]
      case .resetBeforeBelowTanh:
        [ResetBeforeGRUCell(inputSize: 5, hiddenSize: 4), ElmanCell(inputSize: 4, hiddenSize: 8)]
      case .three:
        [
          ElmanCell(inputSize: 5, hiddenSize: 4), ElmanCell(inputSize: 4, hiddenSize: 6),
          GRUCell(inputSize: 6, hiddenSize: 3),
        ]
      }
    }
  }

  @Test(arguments: Stack.allCases)
  func `the profile is that of a backward pass per lag`(stack: Stack) throws {
    let architecture = RecurrentArchitecture(cells: stack.cells, outputSize: 5)
    var model = FlowModel(
      RecurrentNetwork(
        architecture: architecture, initialization: .gaussian(gain: 1.3), seed: 11))
    let steps = 14
    model.run(
      steps: steps, rows: [3, 2], token: { ($0 * 7 + $1 * $1 * 3) % 5 },
      target: { ($0 + $1) % 5 })
    let profile = model.profile()
    #expect(profile.rows == 5)
    let norms = model.tapes.flatMap { tape in
      (0..<tape.batchSize).map { SeparatePasses(network: model.network, tape: tape).norms(row: $0) }
    }
    for layer in stack.cells.indices {
      let expected = (0..<steps).map { lag in
        norms.map { log($0[layer][lag]) - log($0[layer][0]) }.sorted()
      }
      #expect(expected.allSatisfy { $0.allSatisfy(\.isFinite) })
      #expect(distance(profile.logByLayer[layer], expected.map { $0[2] }) < tolerance)
      guard layer == stack.cells.count - 1 else { continue }
      #expect(distance(profile.quartiles.map(\.lowerBound), expected.map { $0[1] }) < tolerance)
      #expect(distance(profile.quartiles.map(\.upperBound), expected.map { $0[3] }) < tolerance)
    }
    // A profile that is the same everywhere would prove little.
    #expect(abs(profile.logByLayer[0][steps - 1]) > 0.1)
    #expect(profile.gradientByLag == profile.gradientByLagByLayer.last)
  }

  @Test func `measuring leaves the tapes as they are`() {
    let architecture = RecurrentArchitecture(cells: Stack.tanhBelowGRU.cells, outputSize: 5)
    var model = FlowModel(RecurrentNetwork(architecture: architecture, seed: 2))
    model.run(steps: 6, rows: [3], token: { ($0 + $1) % 5 })
    func contents() -> [Matrix<Double>] {
      model.tapes.flatMap { $0.layers }.flatMap { layer in
        [layer.states, layer.records, layer.gates, layer.stateCotangent]
          .map { Matrix($0.view) }
      }
    }
    let before = contents()
    _ = model.profile()
    _ = model.profile(.randomDirection)
    _ = model.statistics
    #expect(contents() == before)
  }
}
