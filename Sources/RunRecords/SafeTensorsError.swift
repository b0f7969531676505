import Foundation

/// Why bytes are not a safetensors file, or why a file does not hold what is asked of it.
public enum SafeTensorsError: Error, Equatable, Sendable {
  /// The file is too short to hold the length of its header.
  case tooShort(bytes: Int)
  /// The header claims a length that no reader accepts.
  case headerTooLong(UInt64)
  /// The header claims to be longer than the file.
  case headerBeyondFile(UInt64, available: Int)
  /// The header is not the JSON it has to be; `byte` counts from the header's first.
  case malformedHeader(byte: Int, reason: String)
  /// A key stands twice in one object of the header.
  case duplicateKey(String)
  /// A tensor has no `dtype`, no `shape`, or no pair of `data_offsets`.
  case missingField(tensor: String, field: String)
  /// A tensor is of a type that the format does not have.
  case unknownType(tensor: String, type: String)
  /// A tensor does not start where the one before it ended.
  case misplacedTensor(String, expected: Int, found: Int)
  /// A tensor's place is not as long as its type and shape ask for.
  case wrongTensorLength(String, type: SafeTensorType, shape: [Int], begin: Int, end: Int)
  /// The bytes after the header are more or fewer than the tensors take.
  case wrongDataLength(expected: Int, found: Int)
  /// No tensor has the name asked for.
  case missingTensor(String, available: [String])
  /// The tensor's values are of another type than the one asked for.
  case wrongType(tensor: String, found: SafeTensorType, wanted: SafeTensorType)
}

extension SafeTensorsError: CustomStringConvertible, LocalizedError {
  /// One sentence that names what is wrong and the remedy.
  public var description: String {
    switch self {
    case .missingTensor(let name, let available):
      let some = available.prefix(8).map(Self.shown).joined(separator: ", ")
      let rest = available.count > 8 ? " and \(available.count - 8) more" : ""
      let found = available.isEmpty ? "no tensors" : some + rest
      return "The file has no tensor \(Self.shown(name)) but \(found); "
        + "give a file saved from a model of this kind."
    case .wrongType(let tensor, let found, let wanted):
      return "Tensor \(Self.shown(tensor)) is \(found.rawValue), not \(wanted.rawValue); "
        + "save it as \(wanted.rawValue) or ask for a conversion between F32 and F64."
    default:
      return "This is not a whole safetensors file: \(damage); save or copy it again."
    }
  }

  /// The same sentence as `description`.
  public var errorDescription: String? { description }

  private var damage: String {
    switch self {
    case .tooShort(let bytes):
      "it has \(bytes) bytes, and the header's length alone takes 8"
    case .headerTooLong(let length):
      "its header claims \(length) bytes, and at most \(SafeTensorsFile.longestHeader) are allowed"
    case .headerBeyondFile(let length, let available):
      "its header claims \(length) bytes, and only \(available) follow"
    case .malformedHeader(let byte, let reason):
      "its header has \(reason) at byte \(byte)"
    case .duplicateKey(let key):
      "its header has the key \(Self.shown(key)) twice"
    case .missingField(let tensor, let field):
      "tensor \(Self.shown(tensor)) has no valid \(field)"
    case .unknownType(let tensor, let type):
      "tensor \(Self.shown(tensor)) has the unknown type \(Self.shown(type))"
    case .misplacedTensor(let name, let expected, let found):
      "tensor \(Self.shown(name)) starts at byte \(found) instead of \(expected)"
    case .wrongTensorLength(let name, let type, let shape, let begin, let end):
      "tensor \(Self.shown(name)) from byte \(begin) to \(end) is not as long as "
        + "\(type.rawValue) of shape \(Self.shown(shape))"
    case .wrongDataLength(let expected, let found):
      "its tensors take \(expected) bytes, and \(found) are there"
    case .missingTensor, .wrongType: ""
    }
  }

  /// A name from a file, which may be long or hold control characters, fit for one line.
  private static func shown(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let plain = scalars.prefix(60).map { scalar in
      let category = scalar.properties.generalCategory
      let isVisible = scalar == " " || !scalar.properties.isWhitespace
      return isVisible && category != .control && category != .format
        ? String(scalar) : "\u{FFFD}"
    }
    return "'\(plain.joined())\(scalars.dropFirst(60).isEmpty ? "" : "...")'"
  }

  private static func shown(_ shape: [Int]) -> String {
    "[\(shape.prefix(8).map(String.init).joined(separator: ", "))\(shape.count > 8 ? ", ..." : "")]"
  }
}
