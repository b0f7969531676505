import CharacterModels
import RunReports

/// A text as tokens, cut into what is trained on and what is held out.
struct EncodedText {
  let vocabulary: Vocabulary
  let training: TokenStreams
  let validation: TokenStreams?
  let tokenCount: Int
  /// What samples continue: the first lines of the text.
  let opening: [Int32]
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
    opening = Self.opening(of: tokens, vocabulary)
    let split = TokenSplit(tokens: tokens, validationFraction: options.validation)
    do {
      training = try TokenStreams(
        tokens: split.training, batchSize: options.batchSize,
        sequenceLength: options.sequenceLength)
    } catch {
      throw Self.tooShort(corpus.name, split, options)
    }
    validation = Self.validationStreams(split.validation, options)
    if validation == nil && options.validation > 0 {
      notes.append(
        "The held-out \(split.validation.count) characters are too few to validate on; "
          + "give a longer text or a larger --validation.")
    }
  }

  /// At most 200 tokens, up to the end of a line where there is one.
  private static func opening(of tokens: [Int32], _ vocabulary: Vocabulary) -> [Int32] {
    let start = tokens.prefix(200)
    let lineFeed = vocabulary.symbols.firstIndex { $0 == "\n" || $0 == "0x0A" }
    guard let lineFeed, let end = start.lastIndex(of: Int32(lineFeed)) else { return Array(start) }
    return Array(start[...end])
  }

  private static func tooShort(
    _ name: String, _ split: TokenSplit, _ options: CheckedOptions
  ) -> ToolFailure {
    let training = NumberText.count(split.training.count)
    let all = NumberText.count(split.training.count + split.validation.count)
    let needed = NumberText.count(options.batchSize * options.sequenceLength + 1)
    return ToolFailure(
      .data,
      "\(name) is too short: \(training) of its \(all) characters are trained on, and "
        + "\(options.batchSize) rows of \(options.sequenceLength) need \(needed); give a longer "
        + "text, or a smaller --batch-size, --sequence-length or --validation.")
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
