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
    self.model = model
    self.prompt = prompt
    self.length = length
    self.seed = seed
    do {
      sampler = try TokenSampler(temperature: temperature, topK: topK, topP: topP)
    } catch { throw ToolFailure(.usage, error) }
  }

  /// Writes the prompt and its continuation to standard output.
  ///
  /// - Throws: ``ToolFailure`` with status 65.
  public func execute() throws(ToolFailure) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    do throws(SavedModelError) {
      let header = try SavedModelHeader(at: URL(filePath: model))
      switch header.configuration.precision {
      case .float: try write(SavedModel<Float>(header))
      case .double: try write(SavedModel<Double>(header))
      }
    } catch {
      throw ToolFailure(.data, error)
    }
  }

  private func write<Scalar>(_ model: SavedModel<Scalar>) throws(SavedModelError) {
    let encoded = model.vocabulary.encodeKnown(prompt)
    if !encoded.unknown.isEmpty {
      let symbols = encoded.unknown.map(\.debugDescription).joined(separator: ", ")
      FileHandle.standardError.write(
        Data("Note: the model has never seen \(symbols); the prompt is fed without them.\n".utf8))
    }
    let output = FileHandle.standardOutput
    output.write(Data(prompt.utf8))
    var generator = CharacterGenerator(
      model.network, model.vocabulary, sampler: sampler, seed: seed)
    do throws(SamplerError) {
      try generator.generate(after: encoded.tokens, length: length) { output.write(Data($0.utf8)) }
    } catch {
      output.write(Data("\n".utf8))
      throw .badConfiguration("\(error)")
    }
    output.write(Data("\n".utf8))
  }
}
