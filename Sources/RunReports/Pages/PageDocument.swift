/// A page that needs nothing but itself: no network, no script, no font.
///
/// It follows the reader's choice of a light or dark screen, fits a telephone, and prints in two
/// columns on paper. The same contents always give the same bytes.
///
/// ```swift
/// let page = PageDocument(
///   title: "tanh", lead: "An activation and its derivative.",
///   sections: [PageSection(id: "shape", title: "Shape", blocks: [.figures([figure])])])
/// try AtomicFile.write(Data(page.html.utf8), to: url)
/// ```
public struct PageDocument: Sendable {
  /// The title, also the first heading.
  public var title: String
  /// A sentence below the title.
  public var lead: String
  /// What the page holds.
  public var sections: [PageSection]
  /// A line at the end, such as what wrote the page.
  public var footer: String

  /// A page.
  public init(title: String, lead: String, sections: [PageSection], footer: String = "") {
    self.title = title
    self.lead = lead
    self.sections = sections
    self.footer = footer
  }

  /// The page as HTML.
  public var html: String {
    var body = [Markup("h1", text: title), Markup("p", ["class": "lead"], text: lead)]
    if sections.count > 2 { body.append(contents) }
    let end = footer.isEmpty ? [] : [Markup("footer", [:], [Markup("p", text: footer)])]
    let page = Markup(
      "html", ["lang": "en"],
      [
        Markup(
          "head", [:],
          [
            Markup("meta", ["charset": "utf-8"]),
            Markup(
              "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            Markup("title", text: title),
            // An empty icon keeps a server from being asked for one.
            Markup("link", ["rel": "icon", "href": "data:,"]),
            Markup("style", [:], [.verbatim(PageStyle.css)]),
          ]),
        Markup(
          "body", [:],
          [
            Markup("header", [:], body),
            Markup("main", [:], sections.map(\.markup)),
          ] + end),
      ])
    return "<!DOCTYPE html>\n" + page.rendered + "\n"
  }

  private var contents: Markup {
    let links = sections.map { section in
      Markup("li", [:], [Markup("a", ["href": "#\(section.id)"], text: section.title)])
    }
    return Markup("nav", ["aria-label": "Contents"], [Markup("ul", [:], links)])
  }
}
