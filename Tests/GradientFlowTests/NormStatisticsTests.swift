import GradientFlow
import Testing

struct NormStatisticsTests {
  @Test func `norms 1 to 101 have their quantiles`() {
    var statistics = NormStatistics()
    #expect(statistics.median == nil && statistics.maximum == nil)
    #expect(statistics.clipRate == nil && statistics.percentile99 == nil)
    for norm in (1...101).reversed() {
      statistics.add(Double(norm), isClipped: norm > 81)
    }
    #expect(statistics.median == 51)
    #expect(statistics.percentile99 == 100)
    #expect(statistics.maximum == 101)
    #expect(statistics.clipRate == 20.0 / 101)
    #expect(statistics.count == 101)
  }

  @Test func `norms that are not finite are counted apart`() {
    var statistics = NormStatistics()
    statistics.add(.infinity, isClipped: true)
    statistics.add(2, isClipped: false)
    statistics.add(.nan, isClipped: false)
    #expect(statistics.nonFiniteCount == 2)
    #expect(statistics.maximum == 2)
    #expect(statistics.clipRate == 0)
    statistics.restart()
    #expect(statistics == NormStatistics())
  }
}
