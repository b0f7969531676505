import RunReports
import Testing

struct SampleTextTests {
  @Test func `a sample is framed and its control characters are spelled out`() {
    let text = "KING:\nSay, \u{1B}[31mgood\u{7} lord\r\n\n\tMy\u{85}liege?\0"
    let expected = """
      ┌─ sample after update 50 ──────────────
      │ KING:
      │ Say, \\u{1B}[31mgood\\u{7} lord\\r
      │
      │ \tMy\\u{85}liege?\\0
      └───────────────────────────────────────
      """
    let lines = SampleText(text, heading: "sample after\nupdate 50").lines(width: 40)
    #expect(lines.joined(separator: "\n") == expected)
  }

  @Test func `a long line goes on behind a dotted edge`() {
    let expected = """
      +- sample ----------
      | O Romeo, Romeo! wh
      : erefore art
      | 漢字漢字漢字漢字漢
      : 字👩‍👩‍👧e\u{301}.
      +-------------------
      """
    let text = "O Romeo, Romeo! wherefore art\n漢字漢字漢字漢字漢字👩‍👩‍👧e\u{301}."
    let lines = SampleText(text, heading: "sample").lines(width: 20, style: .ascii)
    #expect(lines.joined(separator: "\n") == expected)
  }

  @Test func `a tab counts to its stop`() {
    let lines = SampleText("ab\tcdefghijk", heading: "s").lines(width: 16)
    #expect(lines[1...] == ["│ ab\tcdefghij", "┊ k", "└───────────────"])
  }

  @Test func `a long heading is cut`() {
    #expect(SampleText("", heading: "a very long heading").lines(width: 12)[0] == "┌─ a very … ")
  }

  @Test func `nothing but control characters is changed`() {
    let text = "\u{202E}\u{FEFF}\\n é 👍🏽 \u{2028}\t\n"
    #expect(SampleText.escaped(text) == text)
    #expect(SampleText.escaped("\u{7F}\u{9B}\r\r\n") == "\\u{7F}\\u{9B}\\r\\r\n")
  }
}
