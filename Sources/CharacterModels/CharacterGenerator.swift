import BLASMatrices
import Recurrent

/// Continues a text with a trained network, token by token.
public struct CharacterGenerator<Scalar: BLASScalar> {
  private let stepper: TokenStepper<Scalar>
  private let vocabulary: Vocabulary
  private let sampler: TokenSampler
  private var random: KeyedRandom
  private var scratch = SamplerScratch()

  /// A generator with a zero state.
  ///
  /// - Parameters:
  ///   - network: a trained network.
  ///   - vocabulary: the vocabulary that it was trained with.
  ///   - sampler: how the next token is chosen.
  ///   - seed: the same seed gives the same text.
  /// - Precondition: the network reads and puts out the vocabulary's tokens.
  public init(
    _ network: RecurrentNetwork<Scalar>, _ vocabulary: Vocabulary,
    sampler: TokenSampler = .plain, seed: UInt64 = 1
  ) {
    let sizes = (network.architecture.inputSize, network.architecture.outputSize)
    precondition(
      sizes == (vocabulary.count, vocabulary.count),
      "a network of \(sizes.0) inputs and \(sizes.1) outputs for \(vocabulary.count) symbols")
    stepper = TokenStepper(network)
    self.vocabulary = vocabulary
    self.sampler = sampler
    random = KeyedRandom(seed: seed, purpose: "sampling")
  }

  /// Feeds `prompt` and yields `length` further tokens as text, in pieces that never break a
  /// character.
  ///
  /// The state stays from call to call; the last token drawn has not been fed to it.
  ///
  /// - Parameters:
  ///   - prompt: tokens; an empty prompt starts from the vocabulary's first line feed, or its first
  ///     symbol.
  ///   - length: how many tokens to draw.
  ///   - emit: takes the next piece of text and says whether to go on.
  /// - Precondition: each token of the prompt is in the vocabulary; `length` is not negative.
  /// - Throws: ``SamplerError`` where the network's outputs are not finite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func generate(
    after prompt: [Int32], length: Int, emit: (String) -> Bool
  ) throws(SamplerError) {
    let stepper = stepper
    var decoder = TextDecoder(vocabulary)
    let start = prompt.isEmpty ? [startToken] : prompt
    for token in start.dropLast() { _ = stepper.logits(after: token) }
    var token = start[start.count - 1]
    for _ in 0..<length {
      let choice = try sampler.choose(
        from: stepper.logits(after: token), uniform: random.nextUniform(), scratch: &scratch)
      token = Int32(choice)
      let piece = decoder.decode(token)
      if !piece.isEmpty, !emit(piece) { return }
    }
    let rest = decoder.flush()
    if !rest.isEmpty { _ = emit(rest) }
  }

  /// `length` tokens after `prompt`, as one text.
  ///
  /// - Precondition: each token of the prompt is in the vocabulary; `length` is not negative.
  /// - Throws: ``SamplerError`` where the network's outputs are not finite.
  public mutating func text(after prompt: [Int32], length: Int) throws(SamplerError) -> String {
    var text = ""
    try generate(after: prompt, length: length) { piece in
      text += piece
      return true
    }
    return text
  }

  /// `length` tokens after `prompt`, as one text; symbols that the vocabulary lacks are left out.
  ///
  /// - Throws: ``SamplerError`` where the network's outputs are not finite.
  public mutating func text(after prompt: String, length: Int) throws(SamplerError) -> String {
    try text(after: vocabulary.encodeKnown(prompt).tokens, length: length)
  }

  /// What stands before a text that has no beginning.
  private var startToken: Int32 {
    let lineFeed = vocabulary.symbols.firstIndex { $0 == "\n" || $0 == "0x0A" }
    return Int32(lineFeed ?? 0)
  }
}
