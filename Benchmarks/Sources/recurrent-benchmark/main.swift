import Activations
import CharacterModels
import Foundation

// Answers requests, one JSON object per line, with one JSON object each, until the input ends.
// `run.py` beside this package asks; the workers in `peers/` answer the same requests for PyTorch
// and JAX.

// Without requests, but with the word `catalogue` for a corpus, it lists the activations.

if CommandLine.arguments[1] == "catalogue" {
  for entry in Activation<Float>.catalogue { print(entry.name) }
  exit(0)
}

let corpus = try Corpus(contentsOf: CommandLine.arguments[1])
let vocabulary = Vocabulary(of: corpus.text)
let tokens = try vocabulary.encode(corpus.text)
let encoder = JSONEncoder()
encoder.keyEncodingStrategy = .convertToSnakeCase
encoder.outputFormatting = .sortedKeys
let decoder = JSONDecoder()
decoder.keyDecodingStrategy = .convertFromSnakeCase

while let line = readLine() {
  let request = try decoder.decode(BenchmarkRequest.self, from: Data(line.utf8))
  let answer: BenchmarkAnswer
  switch request.what {
  case .train: answer = try TrainingBenchmark(request, tokens, vocabulary).run()
  case .floor: answer = FloorBenchmark(request, vocabularySize: vocabulary.count).run()
  case .sample: answer = try SamplingBenchmark(request, vocabulary).run()
  }
  try FileHandle.standardOutput.write(contentsOf: encoder.encode(answer) + Data("\n".utf8))
}
