import GradientFlow
import Testing

struct SpectraBudgetTests {
  @Test func `a run that is never quiet takes three spectra and one in fifty updates`() {
    var budget = SpectraBudget()
    let taken = (1...1_000).filter { budget.allows(number: $0) }
    #expect(taken == [1, 2, 3] + (1...20).map { 50 * $0 })
  }

  @Test func `a burst after a quiet time is measured whole`() {
    var budget = SpectraBudget()
    #expect((501...508).allSatisfy { budget.allows(number: $0) })
  }
}
