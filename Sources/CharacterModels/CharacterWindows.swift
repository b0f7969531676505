import BLASMatrices
import SequenceTraining

/// The windows of a text for a trainer: contiguous streams, one per row of the batch.
///
/// Row b reads its own stretch of the text from left to right, so that the state carries over from
/// window to window; targets are the inputs one token later.
public struct CharacterWindows<Scalar: BLASScalar>: WindowSource, Sendable {
  private var streams: TokenStreams

  /// Reads `streams` from where they stand.
  public init(_ streams: TokenStreams) { self.streams = streams }

  /// Cuts `text` into windows.
  ///
  /// - Throws: ``VocabularyError`` for a symbol that the vocabulary lacks, ``StreamError`` where
  ///   the text is shorter than one window per row.
  public init(
    _ text: String, _ vocabulary: Vocabulary, batchSize: Int = 32, sequenceLength: Int = 64
  ) throws {
    self.init(
      try TokenStreams(
        tokens: vocabulary.encode(text), batchSize: batchSize, sequenceLength: sequenceLength))
  }

  /// T: the steps of a window.
  public var steps: Int { streams.sequenceLength }

  /// B: the rows of the batch.
  public var batchSize: Int { streams.batchSize }

  /// Fills the next window; true where a new pass over the text begins.
  ///
  /// - Precondition: the window is for tokens, of [steps x batchSize].
  public mutating func fill(_ window: WindowBuffer<Scalar>) -> Bool {
    let (tokens, targets) = (window.tokens, window.targets)
    var inputSpan = tokens.mutableSpan
    var targetSpan = targets.mutableSpan
    return streams.next(inputs: &inputSpan, targets: &targetSpan)
  }
}
