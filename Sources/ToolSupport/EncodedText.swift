import CharacterModels

/// A text as tokens, cut into what is trained on and what is held out.
struct EncodedText {
  let vocabulary: Vocabulary
  let training: TokenStreams
  let validation: TokenStreams?
  let tokenCount: Int
  var notes: [String] = []

  /// Encodes and cuts `corpus`.
  ///
  /// - Throws: ``ToolFailure`` with status 65 where the text is too short.
  init(_ corpus: Corpus, _ options: CheckedOptions) throws(ToolFailure) {
    vocabulary = Vocabulary(of: corpus.text, unit: options.unit)
    let tokens: [Int32]
    do {
      tokens = try vocabulary.encode(corpus.text)
    } catch {
      throw ToolFailure(.data, error)
    }
    tokenCount = tokens.count
    let split = TokenSplit(tokens: tokens, validationFraction: options.validation)
    do {
      training = try TokenStreams(
        tokens: split.training, batchSize: options.batchSize,
        sequenceLength: options.sequenceLength)
    } catch {
      throw ToolFailure(.data, "\(corpus.name): \(error)")
    }
    validation = Self.validationStreams(split.validation, options)
    if validation == nil && options.validation > 0 {
      notes.append(
        "The held-out \(split.validation.count) characters are too few to validate on; "
          + "give a longer text or a larger --validation.")
    }
  }

  /// Windows over the held-out text; fewer rows where it is short, so that each row has a window.
  private static func validationStreams(
    _ tokens: [Int32], _ options: CheckedOptions
  ) -> TokenStreams? {
    let rows = min(options.batchSize, (tokens.count - 1) / options.sequenceLength)
    guard rows > 0 else { return nil }
    return try? TokenStreams(
      tokens: tokens, batchSize: rows, sequenceLength: options.sequenceLength)
  }
}
