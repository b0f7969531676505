import BLASMatrices
import CharacterModels
import Foundation

/// What is trained on: the tokens of a file, or made-up ones of a vocabulary of any size.
struct BenchmarkText {
  /// The text, as numbers below `vocabularySize`.
  let tokens: [Int32]
  /// V.
  let vocabularySize: Int

  /// How many tokens are made up.
  private static let madeUpCount = 1_000_000

  /// Reads the file at `path`, or makes up `V` symbols where it is `made-up:V`.
  ///
  /// The frequency of the made-up symbol of rank r goes as 1 / r, as with the words and the Chinese
  /// characters of real texts.
  init(_ path: String) throws {
    let prefix = "made-up:"
    if path.hasPrefix(prefix), let count = Int(path.dropFirst(prefix.count)), count > 1 {
      var random = KeyedRandom(seed: 1, purpose: "made-up text")
      let scale = log(Double(count))
      vocabularySize = count
      tokens = (0..<Self.madeUpCount).map { _ in
        min(Int32(count - 1), Int32(exp(random.nextUniform() * scale)) - 1)
      }
    } else {
      let corpus = try Corpus(contentsOf: path)
      let vocabulary = Vocabulary(of: corpus.text)
      tokens = try vocabulary.encode(corpus.text)
      vocabularySize = vocabulary.count
    }
  }
}
