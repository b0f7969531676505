import RunReports
import Testing

struct LagAxisTests {
  @Test(
    arguments: [
      ([1, 0.9, 1.02], -3, 0), ([1, 1e-3], -3, 0), ([1, 9e-4], -6, 0), ([1, 1e-8], -9, 0),
      ([1, 1e-30], -9, 0), ([1, 5], -3, 3), ([1, 2e3], -3, 6), ([1, 1e40], -3, 9),
      ([1, 0, .infinity, .nan], -3, 0), ([], -3, 0), ([1e-5, 1e5], -6, 6),
    ] as [([Double], Int, Int)])
  func `an axis that fits ends on multiples of three decades`(
    values: [Double], lowest: Int, highest: Int
  ) {
    #expect(LagAxis(fitting: values) == LagAxis(lowest: lowest, highest: highest))
  }

  @Test func `an axis without length traps`() async {
    await #expect(processExitsWith: .failure) {
      _ = LagAxis(lowest: 2, highest: 2)
    }
  }
}
