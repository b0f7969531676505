import GradientFlow
import Testing

struct SpectraBudgetTests {
  @Test func `a run that is never quiet takes three spectra and one in two hundred updates`() {
    var budget = SpectraBudget()
    let taken = (1...1_000).filter { budget.allows(number: $0, norm: 50) }
    #expect(taken == [1, 2, 3] + (1...5).map { 200 * $0 })
  }

  @Test func `a burst after a quiet time is measured whole`() {
    var budget = SpectraBudget()
    #expect((1001...1008).allSatisfy { budget.allows(number: $0, norm: 50) })
  }

  @Test func `a norm at least twice the largest that was taken passes the budget`() {
    var budget = SpectraBudget()
    let norms: [Double] = [50, 40, 30, 99, 100, 199, 150, 1e6, 1e6, .infinity, .nan, 2e6]
    let taken = norms.indices.filter { budget.allows(number: $0 + 1, norm: norms[$0]) }
    #expect(taken == [0, 1, 2, 4, 7, 11])
  }

  @Test func `no norm grows to twice what was taken by and by`() {
    // Each is less than twice the one before.
    var budget = SpectraBudget()
    var largest = 0.0
    for number in 1...150 {
      let norm = Double(number)
      if budget.allows(number: number, norm: norm) { largest = norm }
      #expect(norm < 2 * largest)
    }
  }

  @Test func `no growth takes more than a hundred and twenty-eight beyond the budget`() {
    // A growth of 1.9 passes it at every other update, one of 3 at every update.
    for (factor, expected) in [(1.9, 3 + 72), (3, 3 + 128)] {
      var budget = SpectraBudget()
      var norm = 1.0
      let taken = (1...147).count { number in
        norm *= factor
        return budget.allows(number: number, norm: norm)
      }
      #expect(taken == expected)
    }
  }

  @Test func `a window whose norm is not finite makes no record`() {
    var budget = SpectraBudget()
    let norms: [Double] = [.infinity, .nan, 10, 15, 20]
    let taken = norms.indices.filter { budget.allows(number: $0 + 1, norm: norms[$0]) }
    #expect(taken == [0, 1, 2, 4])
  }
}
