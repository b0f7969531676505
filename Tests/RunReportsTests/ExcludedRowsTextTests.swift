import RunReports
import Testing

@Suite struct ExcludedRowsTextTests {
  private static let reason = "loss gradient is exactly 0 (a saturated softmax) or not finite."

  @Test func `one row is, several are, and of none there is nothing to say`() {
    #expect(
      ExcludedRowsText(1, of: 8).sentence == "1 of 8 rows is left out: its " + Self.reason)
    #expect(
      ExcludedRowsText(2, of: 8).sentence == "2 of 8 rows are left out: their " + Self.reason)
    #expect(ExcludedRowsText(0, of: 8).sentence == nil)
  }
}
