import GradientFlow
import Testing

struct QuantileTests {
  @Test func `quantiles interpolate between neighbours in order`() {
    let values = [40.0, 10, 30, 20]
    #expect(Quantile.of(values, 0) == 10)
    #expect(Quantile.of(values, 1) == 40)
    #expect(Quantile.of(values, 0.5) == 25)
    #expect(Quantile.of(values, 0.25) == 17.5)
    #expect(Quantile.of([7], 0.3) == 7)
    #expect(Quantile.of([1, 2, 3, 4, 5], 0.75) == 4)
  }

  @Test func `the median of an odd and of an even number of values`() {
    #expect(Quantile.median([3, 1, 2]) == 2)
    #expect(Quantile.median([4, 1, 2, 3]) == 2.5)
    #expect(Quantile.median([]) == nil)
  }

  @Test func `next to an infinite value the nearer is taken`() {
    let low = -Double.infinity
    #expect(Quantile.of([low, low, 1], 0.5) == low)
    #expect(Quantile.of([low, 1], 0.25) == low)
    #expect(Quantile.of([low, 1], 0.5) == 1)
    #expect(Quantile.of([low, low], 0.5) == low)
    #expect(Quantile.of([1, .infinity], 0.75) == .infinity)
  }

  @Test func `there must be a value and a share`() async {
    await #expect(processExitsWith: .failure) { _ = Quantile.of([], 0.5) }
    await #expect(processExitsWith: .failure) { _ = Quantile.of([1], 1.5) }
    await #expect(processExitsWith: .failure) { _ = Quantile.of([1], -0.1) }
  }
}
