import Activations
import BLASMatrices
import Foundation

// Answers requests, one JSON object per line, with one JSON object each, until the input ends.
// `run.py` beside this package asks; the workers in `peers/` answer the same requests for PyTorch
// and JAX.

// Without requests, but with a word for a corpus, it tells about itself: `catalogue` lists the
// activations, `backend` what multiplies matrices.

switch CommandLine.arguments[1] {
case "catalogue":
  for entry in Activation<Float>.catalogue { print(entry.name) }
  exit(0)
case "backend":
  print(
    LinearAlgebraBackend.library, "for", LinearAlgebraBackend.coreType + ", packed weights:",
    LinearAlgebraBackend.kernels)
  exit(0)
default: break
}

let text = try BenchmarkText(CommandLine.arguments[1])
let encoder = JSONEncoder()
encoder.keyEncodingStrategy = .convertToSnakeCase
encoder.outputFormatting = .sortedKeys
let decoder = JSONDecoder()
decoder.keyDecodingStrategy = .convertFromSnakeCase

while let line = readLine() {
  let request = try decoder.decode(BenchmarkRequest.self, from: Data(line.utf8))
  let answer: BenchmarkAnswer
  switch request.what {
  case .train: answer = try TrainingBenchmark(request, text).run()
  case .floor: answer = FloorBenchmark(request, vocabularySize: text.vocabularySize).run()
  case .sample: answer = try SamplingBenchmark(request, text).run()
  case .activation: answer = try ActivationBenchmark(request, text).run()
  case .memory: answer = try MemoryBenchmark(request, text).run()
  }
  try FileHandle.standardOutput.write(contentsOf: encoder.encode(answer) + Data("\n".utf8))
}
