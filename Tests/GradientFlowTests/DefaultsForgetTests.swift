import Activations
import BLASMatrices
import Foundation
import GradientFlow
import Recurrent
import Testing

/// PyTorch's default initialisation: what a network forgets before it has learnt anything.
///
/// 128 units, one-hot text of 65 classes; theory: science.md, section 4.
struct DefaultsForgetTests {
  private func profile(_ cell: any RecurrentCell<Double>, seed: UInt64) -> LagProfile {
    var model = FlowModel(
      RecurrentNetwork<Double>(
        architecture: RecurrentArchitecture(cells: [cell], outputSize: 65),
        initialization: .pytorch, seed: seed))
    var random = KeyedRandom(seed: seed, purpose: "text")
    model.run(steps: 40, rows: [32], token: { _, _ in Int(random.nextUniform() * 65) })
    return model.profile(.randomDirection, seed: seed)
  }

  @Test func `tanh loses .549 a step`() throws {
    let slopes = try (1...3).map { seed in
      let found = profile(ElmanCell(inputSize: 65, hiddenSize: 128), seed: UInt64(seed))
      return try #require(ProfileFit.decayRate(ofLogarithms: found.logByLayer[0]))
    }
    // ln(1/√3) and a little more for f' < 1: measured -.560 ± .007.
    let mean = slopes.reduce(0, +) / 3
    #expect(abs(mean + 0.549) < 0.025, "\(slopes)")
  }

  @Test func `a GRU loses .653 in the first step and .44 in each further one`() {
    let profiles = (1...3).map {
      profile(GRUCell(inputSize: 65, hiddenSize: 128), seed: UInt64($0)).logByLayer[0]
    }
    let first = profiles.reduce(0) { $0 + $1[1] } / 3
    #expect(abs(first + 0.653) < 0.02, "\(profiles.map { $0[1] })")
    let later = profiles.map { ($0[30] - $0[15]) / 15 }
    #expect(abs(later.reduce(0, +) / 3 + 0.440) < 0.02, "\(later)")
  }
}
