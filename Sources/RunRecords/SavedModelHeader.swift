import CharacterModels
import Foundation

/// The header of a saved model, read before its scalar is known.
public struct SavedModelHeader: Sendable {
  /// How the model was made; says in which precision.
  public let configuration: RunConfiguration
  let vocabulary: Vocabulary
  let step: Int
  let file: SafeTensorsFile

  /// A larger one is a damaged header.
  private static let largestHiddenSize = 1 << 20

  /// Reads a run's folder, or a model file.
  ///
  /// - Throws: ``SavedModelError`` where there is none, or where it cannot be used.
  public init(at url: URL) throws(SavedModelError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw .missing(path: url.path)
    }
    let path = isFolder.boolValue ? RunDirectory(at: url).modelURL : url
    guard FileManager.default.fileExists(atPath: path.path) else {
      throw .missing(path: path.path)
    }
    let data: Data
    do {
      data = try Data(contentsOf: path)
    } catch {
      throw .unreadable(path: path.path, reason: error.localizedDescription)
    }
    try self.init(decoding: data)
  }

  /// Reads the bytes of a model file.
  ///
  /// - Throws: ``SavedModelError`` where they are no such file, or where configuration or
  ///   vocabulary cannot be used.
  public init(decoding data: Data) throws(SavedModelError) {
    do {
      file = try SafeTensorsFile(decoding: data)
    } catch {
      throw .notSafeTensors(error)
    }
    guard let config = file.metadata["config"], let symbolText = file.metadata["vocabulary"] else {
      throw .noConfiguration
    }
    configuration = try RunConfiguration(decoding: Data(config.utf8))
    let sizes = configuration.hiddenSize
    guard !sizes.isEmpty, sizes.allSatisfy({ (1...Self.largestHiddenSize).contains($0) }) else {
      throw .badConfiguration("its hidden sizes are \(sizes)")
    }
    step = file.metadata["step"].flatMap(Int.init) ?? 0
    guard let unit = TextUnit(rawValue: configuration.unit),
      let symbols = try? JSONDecoder().decode([String].self, from: Data(symbolText.utf8))
    else { throw .badVocabulary("it is not a list of symbols") }
    do {
      vocabulary = try Vocabulary(symbols: symbols, unit: unit)
    } catch {
      throw .badVocabulary(error.description)
    }
  }
}
