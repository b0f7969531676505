import BLASMatrices
import CharacterModels
import Foundation
import RunRecords

/// What `rnn-sample` does once its command line is parsed.
public struct SamplingRun: Sendable {
  /// A run's folder or a model file.
  public var model: String
  /// The text to continue.
  public var prompt: String
  /// How many tokens to write.
  public var length: Int
  /// How to choose them.
  public var sampler: TokenSampler
  /// Fixes the draws.
  public var seed: UInt64

  /// Checks the options.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  public init(
    model: String, prompt: String, length: Int, temperature: Double, topK: Int?, topP: Double?,
    seed: UInt64
  ) throws(ToolFailure) {
    guard (0...1_000_000_000).contains(length) else {
      throw ToolFailure(
        .usage, "--length \(length) is out of range: choose from 0 to 1000000000.")
    }
    do {
      sampler = try TokenSampler(temperature: temperature, topK: topK, topP: topP)
    } catch { throw ToolFailure(.usage, error) }
    if temperature == 0, topK != nil || topP != nil {
      throw ToolFailure(
        .usage,
        "\(topK == nil ? "--top-p" : "--top-k") has no effect at --temperature 0, which always "
          + "takes the likeliest character: leave one of the two out.")
    }
    self.model = model
    self.prompt = prompt
    self.length = length
    self.seed = seed
  }

  /// Writes the prompt and its continuation to standard output.
  ///
  /// - Throws: ``ToolFailure`` with status 65 for the model, 73 where the text cannot be written.
  public func execute() throws(ToolFailure) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    let run = SavedRun(path: model, command: "rnn-sample")
    let header = try run.header()
    switch header.configuration.precision {
    case .float: try write(run.model(header, as: Float.self))
    case .double: try write(run.model(header, as: Double.self))
    }
  }

  private func write<Scalar>(_ model: SavedModel<Scalar>) throws(ToolFailure) {
    let encoded = model.vocabulary.encodeKnown(prompt)
    if !encoded.unknown.isEmpty {
      let symbols = encoded.unknown.map(\.debugDescription).joined(separator: ", ")
      StandardStreams.writeError(
        "Note: the model has never seen \(symbols); the prompt is fed without them.")
    }
    guard try StandardStreams.write(prompt) else { return }
    var generator = CharacterGenerator(
      model.network, model.vocabulary, sampler: sampler, seed: seed)
    var failure: ToolFailure?
    do throws(SamplerError) {
      try generator.generate(after: encoded.tokens, length: length) { piece in
        do throws(ToolFailure) {
          return try StandardStreams.write(piece)
        } catch {
          failure = error
          return false
        }
      }
    } catch {
      failure = ToolFailure(.data, "\(self.model): \(error)")
    }
    if failure?.status != .cannotWrite { _ = try StandardStreams.write("\n") }
    if let failure { throw failure }
  }
}
