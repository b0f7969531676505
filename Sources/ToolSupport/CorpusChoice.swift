import CharacterModels
import Corpora
import Foundation

/// Which text a run reads.
public enum CorpusChoice: Equatable, Sendable {
  /// A file.
  case file(String)
  /// Standard input.
  case standardInput
  /// A text that comes with the toolkit.
  case bundled(BundledCorpus)

  /// What `argument` names: a path, `-`, a bundled text's name, or, left out, the bundled prose.
  ///
  /// A file wins over a bundled text of the same name.
  public init(_ argument: String?) {
    guard let argument else {
      self = .bundled(.harbourYear)
      return
    }
    if argument == "-" {
      self = .standardInput
    } else if !FileManager.default.fileExists(atPath: argument),
      let bundled = BundledCorpus(rawValue: argument)
    {
      self = .bundled(bundled)
    } else {
      self = .file(argument)
    }
  }

  /// Reads the text.
  ///
  /// - Throws: ``ToolFailure`` with status 65; 64 for an empty path.
  public func read() throws(ToolFailure) -> Corpus {
    do {
      switch self {
      case .file(""):
        throw ToolFailure(
          .usage,
          "The path of the text is empty: give the path of a text file, or - for "
            + "standard input.")
      case .file(let path): return try Corpus(contentsOf: path)
      case .standardInput:
        return try Corpus(readingFrom: .standardInput, name: "standard input")
      case .bundled(let bundled):
        guard let url = bundled.url else {
          throw ToolFailure(
            .data,
            "The bundled text \(bundled.rawValue) is not beside the program: run it with "
              + "`swift run`, or give the path of a text file.")
        }
        return try Corpus(data: Data(contentsOf: url), name: bundled.fileName)
      }
    } catch let error as CorpusError {
      throw ToolFailure(.data, error)
    } catch let failure as ToolFailure {
      throw failure
    } catch {
      throw ToolFailure(.data, "The text cannot be read (\(error)): give the path of a text file.")
    }
  }
}
