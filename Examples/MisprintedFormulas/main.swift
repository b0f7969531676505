// Three misprinted activation functions and three common mistakes, tried out. See README.md.

import Activations
import CharacterModels
import Corpora
import Recurrent

guard let url = BundledCorpus.harbourYear.url else {
  throw MissingText()
}
let corpus = try Corpus(contentsOf: url.path)
let vocabulary = Vocabulary(of: corpus.text)
let windows = try CharacterWindows<Float>(
  corpus.text, vocabulary, batchSize: 16, sequenceLength: 32)
let size = vocabulary.count

/// The bundled text is not beside the program.
struct MissingText: Error, CustomStringConvertible {
  var description: String { "the bundled text is missing: build and run with swift run." }
}

/// An Elman network of 64 units on characters.
func elman(_ activation: Activation<Float>) -> [any RecurrentCell<Float>] {
  [ElmanCell<Float>(inputSize: size, hiddenSize: 64, hidden: activation)]
}

/// A GRU of 64 units on characters with the same activation in both gates.
func gru(gates activation: Activation<Float>) -> [any RecurrentCell<Float>] {
  [
    GRUCell<Float>(inputSize: size, hiddenSize: 64, reset: activation, update: activation)
  ]
}

print("THREE MISPRINTED FORMULAS")
for (number, misprint) in Misprint.all.enumerated() {
  let printed = try Activation<Float>(expression: misprint.printed)
  let right = try Activation<Float>(named: misprint.right)
  let facts = [
    FunctionFacts(try Activation(expression: misprint.printed)),
    FunctionFacts(try Activation(named: misprint.right)),
  ]
  print("\n\(number + 1). \"\(misprint.title)\": \(misprint.printed)")
  print("   It is \(misprint.truth).\n")
  let points = [-5.0, -1, 0, 1, 5]
  printTable(
    [["x"] + points.map(short)]
      + zip(["as printed", misprint.right], facts).map { [$0] + $1.values(at: points) })
  for (name, fact) in zip(["as printed", misprint.right], facts) {
    print("   \(name): \(fact.line)")
  }
  let isGate = misprint.place == .bothGates
  print("\n   \(isGate ? "In both gates of a GRU" : "In the hidden units of an Elman network"):")
  printOutcomes(
    [("as printed", printed), (misprint.right, right)].map { name, activation in
      let cells = isGate ? gru(gates: activation) : elman(activation)
      return Trial(name: name, cells: cells).run(on: windows, outputSize: size)
    })
}

print("\nTHREE COMMON MISTAKES")

print("\n1. No activation. A linear network cannot learn an exclusive or, however many layers.\n")
printOutcomes(
  [
    ("identity", [Activation<Float>.identity]), ("identity, 2 layers", [.identity, .identity]),
    ("tanh", [.tanh]),
  ].map { name, activations in
    let cells = activations.enumerated().map { layer, activation -> any RecurrentCell<Float> in
      ElmanCell(inputSize: layer == 0 ? 2 : 16, hiddenSize: 16, hidden: activation)
    }
    return Trial(name: name, cells: cells, learningRate: 0.01, updates: 300)
      .run(on: ExclusiveOr(), outputSize: 2)
  })

print("\n2. relu with a careless start. Nothing bounds its state, so the weights must.\n")
printOutcomes(
  [
    ("relu, gaussian(3)", .gaussian(gain: 3)), ("relu, orthogonal", .orthogonal(gain: 1)),
  ].map { name, initialization in
    Trial(name: name, cells: elman(.relu), initialization: initialization)
      .run(on: windows, outputSize: size)
  })

print("\n3. Not knowing what it does to the data.\n")
printOutcomes(
  [
    Trial(name: "tanh, gaussian(8)", cells: elman(.tanh), initialization: .gaussian(gain: 8)),
    Trial(name: "tanh, gaussian(1)", cells: elman(.tanh), initialization: .gaussian(gain: 1)),
    Trial(name: "relu, rate 0.2", cells: elman(.relu), learningRate: 0.2),
    Trial(name: "relu, rate 0.005", cells: elman(.relu)),
    Trial(
      name: "softplus, W_hh = I", cells: elman(.softplus()),
      initialization: .scaledIdentity(scale: 1)),
    Trial(
      name: "softplus, W_hh = I / 2", cells: elman(.softplus()),
      initialization: .scaledIdentity(scale: 0.5)),
  ].map { $0.run(on: windows, outputSize: size) })
