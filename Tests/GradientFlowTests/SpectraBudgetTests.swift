import GradientFlow
import Testing

struct SpectraBudgetTests {
  @Test func `a run that is never quiet takes three spectra and one in two hundred updates`() {
    var budget = SpectraBudget()
    let taken = (1...1_000).filter { budget.allows(number: $0) }
    #expect(taken == [1, 2, 3] + (1...5).map { 200 * $0 })
  }

  @Test func `a burst after a quiet time is measured whole`() {
    var budget = SpectraBudget()
    #expect((1001...1008).allSatisfy { budget.allows(number: $0) })
  }
}
