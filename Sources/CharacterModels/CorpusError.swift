/// Why a text cannot be trained on, as one sentence with the remedy.
///
/// Offsets count bytes from 0 and lines from 1, both in the bytes as they were given.
public enum CorpusError: Error, Equatable, Sendable {
  /// No file has this path.
  case missing(name: String)

  /// The path is a directory.
  case directory(name: String)

  /// The file may not be read by this user.
  case notPermitted(name: String)

  /// Reading failed for another reason.
  case unreadable(name: String, reason: String)

  /// There are more bytes than are read, see ``Corpus/largestByteCount``.
  case tooLarge(name: String)

  /// There is no text: no byte, or nothing but a byte order mark.
  case empty(name: String)

  /// The text repeats one character, so that there is nothing to predict.
  case oneCharacter(name: String, character: String)

  /// A byte is NUL, which no text holds.
  case nulByte(name: String, offset: Int)

  /// More than one byte in a hundred is a control character that plain text does not use.
  case controlCharacters(name: String, count: Int, byteCount: Int)

  /// The bytes are not valid UTF-8 from this offset on.
  case invalidUTF8(name: String, byte: UInt8, offset: Int, line: Int)

  /// A byte order mark announces an encoding other than UTF-8.
  case otherEncoding(name: String, encoding: String)
}

extension CorpusError: CustomStringConvertible {
  /// One sentence that names the text and the remedy.
  public var description: String {
    switch self {
    case .missing(let name):
      "\(name) does not exist; give the path of a text file, or - for standard input."
    case .directory(let name):
      "\(name) is a directory; give the path of one text file in it."
    case .notPermitted(let name):
      "\(name) may not be read by this user; allow it with chmod u+r, or copy the file."
    case .unreadable(let name, let reason):
      "\(name) cannot be read (\(reason)); copy the text to a regular file and give its path."
    case .tooLarge(let name):
      "\(name) has more than \(Corpus.largestByteCount.grouped("byte")); give a part of it, such as "
        + "the first gibibyte (head -c 1G)."
    case .empty(let name):
      "\(name) is empty; give a text of at least a few thousand characters."
    case .oneCharacter(let name, let character):
      "\(name) is a one-character corpus (only \(character.debugDescription), again and again), "
        + "so that there is nothing to predict; give a text with at least two characters."
    case .nulByte(let name, let offset):
      "\(name) is binary (it has a NUL byte at offset \(offset.grouped)); give a plain text, or, "
        + "if it is UTF-16 text, convert it with iconv -f UTF-16 -t UTF-8."
    case .controlCharacters(let name, let count, let byteCount):
      "\(name) is binary (\(count.grouped) of its \(byteCount.grouped("byte")) are control "
        + "characters, and 1 in 100 is the limit); give a plain text."
    case .invalidUTF8(let name, let byte, let offset, let line):
      "\(name) is not valid UTF-8 (byte \(hexadecimal(byte)) at offset \(offset.grouped), line "
        + "\(line.grouped)); repair that line, or convert the file with iconv, for example "
        + "iconv -f ISO-8859-1 -t UTF-8."
    case .otherEncoding(let name, let encoding):
      "\(name) is \(encoding) text; convert it with iconv -f \(encoding) -t UTF-8."
    }
  }
}
