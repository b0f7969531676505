/// A name and a value in an element's tag.
public struct MarkupAttribute: Equatable, Sendable {
  /// Such as `class`.
  public let name: String
  /// As meant; it is escaped when it is written.
  public let value: String

  /// An attribute.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
