import RunReports
import Testing

struct TextTableTests {
  private var verdict: TextTable {
    var table = TextTable([
      .text("verdict"), .number("update"), .number("value"), .text("what it means"),
    ])
    table.add(["EXPLODING", "14", "2.1e+09", "the gradient norm passed 10 times its median"])
    table.add(["HEALTHY", "1,250", "0.21", "漢字 stay aligned"])
    return table
  }

  @Test func `columns are aligned under their titles`() {
    let expected = """
      verdict    update    value  what it means
      ─────────  ──────  ───────  ────────────────────────────────────────────
      EXPLODING      14  2.1e+09  the gradient norm passed 10 times its median
      HEALTHY     1,250     0.21  漢字 stay aligned
      """
    #expect(verdict.lines(width: 80).joined(separator: "\n") == expected)
  }

  @Test func `a table that is too wide wraps its widest text`() {
    let expected = """
      verdict    update    value  what it means
      ---------  ------  -------  ----------------------
      EXPLODING      14  2.1e+09  the gradient norm
                                  passed 10 times its
                                  median
      HEALTHY     1,250     0.21  漢字 stay aligned
      """
    #expect(verdict.lines(width: 50, style: .ascii).joined(separator: "\n") == expected)
  }

  @Test func `a table without room becomes a list`() {
    let expected = """
      verdict: EXPLODING
      update: 14
      value: 2.1e+09
      what it means: the
      gradient norm passed
      10 times its median

      verdict: HEALTHY
      update: 1,250
      value: 0.21
      what it means: 漢字
      stay aligned
      """
    #expect(verdict.lines(width: 20).joined(separator: "\n") == expected)
  }

  @Test func `a table of numbers without room becomes a list`() {
    var table = TextTable([.number("lag"), .number("value")])
    table.add(["1", "0.5"])
    #expect(table.lines(width: 8) == ["lag: 1", "value:", "0.5"])
  }

  @Test func `a table fits where no cell is wrapped`() {
    let width = verdict.lines(width: 200).map(\.count).max() ?? 0
    #expect(verdict.fits(width))
    #expect(!verdict.fits(width - 1))
  }

  @Test func `a row of another length traps`() async {
    await #expect(processExitsWith: .failure) {
      var table = TextTable([.text("a"), .text("b")])
      table.add(["1"])
    }
  }
}
