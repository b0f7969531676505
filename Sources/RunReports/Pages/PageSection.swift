/// A section of a page under a heading of its own.
public struct PageSection: Sendable {
  /// Names the section in its page, for links; letters, digits and hyphens, a letter first.
  public var id: String
  /// The heading.
  public var title: String
  /// What it holds, in order.
  public var blocks: [PageBlock]

  /// A section.
  public init(id: String, title: String, blocks: [PageBlock]) {
    self.id = id
    self.title = title
    self.blocks = blocks
  }

  var markup: Markup {
    let heading = Markup("h2", ["id": "\(id)-heading"], text: title)
    return Markup(
      "section", ["id": id, "aria-labelledby": "\(id)-heading"],
      [heading] + blocks.map(\.markup))
  }
}
