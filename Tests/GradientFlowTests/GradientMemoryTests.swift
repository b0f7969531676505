import Foundation
import GradientFlow
import Testing

struct GradientMemoryTests {
  @Test func `a geometric profile has the shares of a geometric series`() {
    let memory = GradientMemory(ofLogarithms: (0..<100).map { Double($0) * log(0.8) })
    let expected = (0..<100).map { lag in
      (1 - pow(0.64, Double(lag + 1))) / (1 - pow(0.64, 100))
    }
    #expect(distance(memory.shareByLag, expected) < 1e-12)
    #expect(abs((memory.eFoldLag ?? 0) + 1 / log(0.8)) < 1e-9)
    // .8^30 = 1.2e-3, .8^31 = 9.9e-4; .8^61 = 1.2e-6, .8^62 = 9.8e-7.
    #expect(memory.vanishingLag == 31)
    #expect(memory.lastLag == 61)
    #expect(memory.course == .decaying)
    // .64^(k+1) is below .01 from k = 10 on.
    #expect(memory.lag(keeping: 0.99) == 10)
    #expect(memory.lag(keeping: 1.1) == nil)
  }

  @Test func `flat and growing profiles have no e-fold lag`() {
    let flat = GradientMemory(ofLogarithms: Array(repeating: 0, count: 20))
    #expect(flat.course == .flat)
    #expect(flat.eFoldLag == nil && flat.vanishingLag == nil)
    #expect(flat.lastLag == 19)
    #expect(distance(flat.shareByLag, (1...20).map { Double($0) / 20 }) < 1e-14)
    // Beyond what a Double holds.
    let growing = GradientMemory(ofLogarithms: (0..<2_000).map(Double.init))
    #expect(growing.course == .growing)
    #expect(growing.shareByLag[1_999] == 1)
    #expect(abs(growing.shareByLag[1_998] - exp(-2)) < 1e-12)
  }

  @Test func `nothing, and what is gone after one step`() {
    let empty = GradientMemory(ofLogarithms: [])
    #expect(empty.shareByLag.isEmpty && empty.course == nil && empty.lastLag == 0)
    let gone = GradientMemory(ofLogarithms: [0, -.infinity, -.infinity])
    #expect(gone.shareByLag == [1, 1, 1])
    #expect(gone.vanishingLag == 1 && gone.course == nil)
  }
}
