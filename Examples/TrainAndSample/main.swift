import CharacterModels
import Recurrent
import SequenceTraining

let corpus = try Corpus(contentsOf: CommandLine.arguments[1])
let vocabulary = Vocabulary(of: corpus.text, unit: .scalar)
let windows = try TokenStreams(
  tokens: vocabulary.encode(corpus.text), batchSize: 32, sequenceLength: 64)
let cell = GRUCell<Float>(inputSize: vocabulary.count, hiddenSize: 128)
let architecture = RecurrentArchitecture(cells: [cell], outputSize: vocabulary.count)
let network = RecurrentNetwork(architecture: architecture, seed: 1)
var trainer = Trainer(
  network, TrainingConfiguration(updates: 400), source: CharacterWindows<Float>(windows))
while let step = try trainer.next() {
  if step.number % 100 == 0 { print(step.number, step.loss) }
}
var writer = CharacterGenerator(
  trainer.network, vocabulary, sampler: try TokenSampler(temperature: 0.7), seed: 1)
print(try writer.text(after: vocabulary.encode("The "), length: 200))
