import RunReports
import Testing

struct DisplayTextTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("漢字", 4), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("e\u{301}", 1), ("👩‍👩‍👧", 2),
      ("🇩🇪", 2),
      ("❤\u{FE0F}", 2), ("❤", 1), ("\u{200B}", 0), ("█▏━", 3), ("a\tb", 10),
    ] as [(String, Int)])
  func `a character takes the columns of its base`(text: String, columns: Int) {
    #expect(DisplayText.width(of: text) == columns)
  }

  @Test(
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("漢字漢字", 6, "漢字…"),
      ("漢字漢字", 7, "漢字漢…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("abc", 1, "…"),
      ("abc", 0, ""), ("abc", -1, ""),
    ] as [(String, Int, String)])
  func `a text is cut between characters`(text: String, columns: Int, cut: String) {
    #expect(DisplayText.truncated(text, to: columns, style: .unicode) == cut)
  }

  @Test func `a text is cut with dots in ASCII`() {
    #expect(DisplayText.truncated("abcdefg", to: 6, style: .ascii) == "abc...")
    #expect(DisplayText.truncated("abcdefg", to: 2, style: .ascii) == "..")
  }
}
