import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// IRNN, W_hh = I under relu: dh_T/dh_0 = diag(Π 1[a_t > 0]), a question of survival.
struct IdentitySurvivalTests {
  @Test(arguments: [1, 10, 100])
  func `under a symmetric drive from zero C(2T, T) / 4^T of the units survive`(steps: Int) throws {
    let driven = DrivenNetwork<Double>(
      initialization: .identity, inputScale: 1, seed: 6
    ) { ElmanCell(inputSize: $0, hiddenSize: 128, hidden: .relu) }
    let tape = driven.run(steps: steps, rows: 128, initialDeviation: 0)
    let parameters = driven.network.parameters.view
    let norm = try JacobianProductNorm(
      driven.network.architecture, parameters, tape, probes: 4)
    // ‖J‖_F² of a diagonal of zeros and ones is how many ones there are.
    let found = exp(norm.logSquares[steps]) / 128
    let theory = (1...steps).reduce(1.0) { $0 * Double(steps + $1) / Double($1) / 4 }
    let error = norm.relativeErrors[steps]
    #expect(error < 0.06)
    #expect(abs(found / theory - 1) < 3 * error, "\(found) for \(theory)")
  }
}
