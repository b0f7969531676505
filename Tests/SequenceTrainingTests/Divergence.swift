import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Trains until the run diverges.
func divergence<Scalar: BLASScalar>(
  of network: RecurrentNetwork<Scalar>, _ configuration: TrainingConfiguration,
  source: some WindowSource<Scalar>
) throws -> DivergenceReport {
  var trainer = Trainer(network, configuration, source: source)
  let error = #expect(throws: TrainingError.self) { while try trainer.next() != nil {} }
  guard case .diverged(let report) = try #require(error) else { throw try #require(error) }
  #expect(report.sentence.hasSuffix("; try \(report.remedies[0])."))
  return report
}
