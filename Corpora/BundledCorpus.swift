import Foundation

/// The texts that come with the toolkit.
public enum BundledCorpus: String, CaseIterable, Sendable {
  /// Natural English prose, 54 KB.
  case harbourYear = "the-harbour-year"
  /// Generated text in which a letter must be recalled after known distances.
  case longRange = "long-range"
  /// The toolkit's own source code.
  case sourceCode = "source-code"

  /// The text's file name.
  public var fileName: String { rawValue + ".txt" }

  /// Where the text is; nil where the program was moved away from its resources.
  public var url: URL? {
    // Not `Bundle.module`, which ends the process where the resources are not beside the program.
    let bundleNames = ["swift-recurrent_Corpora.resources", "swift-recurrent_Corpora.bundle"]
    let folders = [Bundle.main.bundleURL, Bundle.main.resourceURL].compactMap(\.self)
    for folder in folders {
      for name in bundleNames {
        let file = folder.appending(path: name).appending(path: fileName)
        if FileManager.default.fileExists(atPath: file.path) { return file }
      }
    }
    return nil
  }
}
