import GradientFlow
import Testing

struct RecentNormsTests {
  @Test func `without norms there are no numbers`() {
    let norms = RecentNorms()
    #expect(norms.count == 0)
    #expect(norms.median == nil && norms.percentile99 == nil && norms.maximum == nil)
  }

  @Test func `one percent of the norms lie above the percentile`() {
    var norms = RecentNorms()
    for norm in (1...1_000).shuffled() { norms.add(Double(norm)) }
    // Between the 990th and the 991st of 1000, as positions from 0 to 999 are cut.
    #expect(abs((norms.percentile99 ?? 0) - 990.01) < 1e-9)
    #expect(norms.median == 500.5)
    #expect(norms.maximum == 1_000)
  }

  @Test func `only the last norms count, equal ones each for itself`() {
    var norms = RecentNorms(capacity: 4)
    for norm in [9.0, 2, 2, 1, 3, 2] { norms.add(norm) }
    #expect(norms.count == 4)
    #expect(norms.maximum == 3)
    #expect(norms.median == 2)
    norms.add(5)
    norms.add(5)
    #expect(norms.median == 4)
  }

  @Test func `what is not finite is left out`() {
    var norms = RecentNorms(capacity: 2)
    for norm in [1, .nan, .infinity, 3] as [Double] { norms.add(norm) }
    #expect(norms.count == 2)
    #expect(norms.median == 2)
  }

  @Test func `the last zero norms trap`() async {
    await #expect(processExitsWith: .failure) { _ = RecentNorms(capacity: 0) }
  }
}
