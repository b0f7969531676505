import CharacterModels
import Recurrent
import SequenceTraining

let corpus = try Corpus(contentsOf: CommandLine.arguments[1])
let vocabulary = Vocabulary(of: corpus.text)
let windows = try CharacterWindows<Float>(corpus.text, vocabulary)
let cell = GRUCell<Float>(inputSize: vocabulary.count, hiddenSize: 128)
let network = RecurrentNetwork(cells: [cell], outputSize: vocabulary.count)
var trainer = Trainer(network, TrainingConfiguration(updates: 400), source: windows)
while let step = try trainer.next() { if step.number % 100 == 0 { print(step.number, step.loss) } }
var writer = CharacterGenerator(trainer.network, vocabulary)
print(try writer.text(after: "The ", length: 200))
