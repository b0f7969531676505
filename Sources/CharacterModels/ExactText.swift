/// A string that equals another only scalar for scalar.
///
/// `String` takes canonically equivalent texts for equal (`é` as one scalar or as two), and a
/// vocabulary that did the same would give back a different text from the one it was given.
struct ExactText: Hashable, Sendable {
  let string: String

  init(_ string: String) {
    self.string = string
  }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension ExactText: Comparable {
  // UTF-8 keeps the order of scalar values, so that bytes may be compared.
  static func < (left: ExactText, right: ExactText) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }
}
