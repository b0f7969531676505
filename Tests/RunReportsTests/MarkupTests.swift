import RunReports
import Testing

struct MarkupTests {
  @Test func `text and attributes are escaped, and attributes keep their order`() {
    let markup = Markup(
      "p", ["title": "a \"b\" & c", "class": "x<y"], ["R & D ", Markup("b", text: "1 < 2 > 0")])
    #expect(
      markup.rendered == "<p title=\"a &quot;b&quot; &amp; c\" class=\"x&lt;y\">R &amp; D "
        + "<b>1 &lt; 2 &gt; 0</b></p>")
  }

  @Test func `an expression cannot leave its element`() {
    let text = "</title><script>alert(1)</script>"
    let page = PageDocument(
      title: text, lead: text,
      sections: [PageSection(id: "a", title: text, blocks: [.list([text]), .paragraph(text)])]
    ).html
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test func `control characters become the replacement character, line ends stay`() {
    #expect(Markup.escaped("a\u{0}b\u{1B}[1m\n\tc\u{7F}") == "a\u{FFFD}b\u{FFFD}[1m\n\tc\u{FFFD}")
  }

  @Test func `empty elements are closed as HTML wants it`() {
    #expect(Markup("path", ["d": "M0 0"]).rendered == "<path d=\"M0 0\"/>")
    #expect(Markup("td", text: "").rendered == "<td></td>")
    #expect(Markup("figure", [:]).rendered == "<figure></figure>")
  }
}
