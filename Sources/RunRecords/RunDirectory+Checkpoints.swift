import Foundation

extension RunDirectory {
  /// The folder of models from the run's course; it is there only where they were asked for.
  public var checkpointsURL: URL { url.appending(path: "checkpoints") }

  /// The model as it was after `update` updates.
  public func checkpointURL(update: Int) -> URL {
    checkpointsURL.appending(path: "\(update)\(Self.modelSuffix)")
  }

  /// After how many updates the models were that are there, ascending; empty where none were kept.
  public var checkpoints: [Int] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: checkpointsURL.path)
    return (names ?? []).compactMap { name in
      guard name.hasSuffix(Self.modelSuffix),
        let update = Int(name.dropLast(Self.modelSuffix.count)),
        checkpointURL(update: update).lastPathComponent == name
      else { return nil }
      return update
    }.sorted()
  }

  /// Creates the folder for ``checkpointURL(update:)``, unless it is there.
  ///
  /// - Throws: `RunFileError.cannotWrite` if the system refuses.
  public func createCheckpoints() throws(RunFileError) {
    let path = checkpointsURL.path
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .cannotWrite(path: path, code: errno)
    }
  }

  private static let modelSuffix = ".safetensors"
}
