import Activations
import Foundation
import RunRecords
import Testing
import ToolSupport

@Suite struct RunConfigurationTheoryTests {
  private static func configuration(
    _ hidden: String = "tanh", _ initialization: String = "gaussian(2.0)", sizes: [Int] = [64],
    cell: CellKind = .elman
  ) -> RunConfiguration {
    RunConfiguration(
      version: "0.0.0", cell: cell, hidden: hidden, resetGate: nil, updateGate: nil,
      hiddenSize: sizes, sequenceLength: 16, batchSize: 4, rowsPerShard: 2, optimizer: "adam",
      learningRate: 0.002, clip: "norm:1", steps: 300, validation: 0.1,
      initialization: initialization, seed: 1, threads: 2, precision: .float, unit: "scalar",
      corpus: CorpusRecord(name: "a", bytes: 1, checksum: "0", tokens: 1, vocabularySize: 64),
      machine: .current)
  }

  /// What the quadrature and the search for a fixed point leave open.
  private static let tolerance = 1e-6

  @Test func `a wide tanh net of gain 2 has the exponent of the literature`() throws {
    // The input's variance 1 / 3H is too small to be seen: science.md, section 5, has .15472.
    let decay = try #require(Self.configuration(sizes: [1_000_000]).theoreticalDecay)
    #expect((decay - 0.15472).magnitude < 1e-5)
  }

  @Test func `relu has the closed form, whatever the input: ln of g over root 2`() throws {
    for (name, gain) in [("orthogonal", 1.0), ("pytorch", (1.0 / 3).squareRoot()), ("glorot", 1.0)]
    {
      let decay = try #require(Self.configuration("relu", name).theoreticalDecay)
      #expect((decay - log(gain / 2.0.squareRoot())).magnitude < Self.tolerance, "\(name)")
    }
  }

  @Test func `each layer has its own gain, and its input is the state of the one below`() throws {
    let lower = try #require(Self.configuration(sizes: [64]).theoreticalDecay)
    let upper = try #require(
      Self.configuration("tanh", "critical(2.0,0.5)", sizes: [64, 64]).theoreticalDecay)
    let field = MeanField(try Activation<Double>(named: "tanh"))
    let below = try #require(field.settledPoint(gain: 2, inputVariance: 1 / 192))
    // H E[f²] / 3H of it reaches the upper layer.
    let power = field.moments(variance: below.variance).secondMoment
    let above = try #require(field.settledPoint(gain: 0.5, inputVariance: power / 3))
    #expect((lower - below.exponent).magnitude < Self.tolerance)
    #expect((upper - above.exponent).magnitude < Self.tolerance)
  }

  @Test func `where the theory says nothing there is no number`() {
    #expect(Self.configuration("tanh", "identity").theoreticalDecay == nil)
    #expect(Self.configuration("tanh", "np-rnn").theoreticalDecay == nil)
    #expect(Self.configuration("softmax").theoreticalDecay == nil)
    #expect(Self.configuration("relu").theoreticalDecay == nil)
    #expect(Self.configuration("where(x > 0, 1, 0)").theoreticalDecay == nil)
    #expect(Self.configuration(cell: .gru).theoreticalDecay == nil)
  }
}
