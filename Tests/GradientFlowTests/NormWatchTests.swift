import GradientFlow
import Testing

struct NormWatchTests {
  /// Hands over the next norm and expects that it is, or is not, an event.
  private func expectEvent(
    _ expected: Bool, _ norm: Double, _ watch: inout NormWatch,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isEvent = watch.isEvent(norm)
    #expect(isEvent == expected, "\(norm)", sourceLocation: sourceLocation)
  }

  @Test func `before three norms there is no median and no event`() {
    var watch = NormWatch()
    #expect(watch.median == nil)
    expectEvent(false, 1, &watch)
    expectEvent(false, 1e9, &watch)
    #expect(watch.median == nil)
    expectEvent(false, 2, &watch)
    #expect(watch.median == 2)
  }

  @Test func `an event is above ten times the median of the norms before`() {
    var watch = NormWatch()
    for norm in [1.0, 2, 3] { _ = watch.isEvent(norm) }
    expectEvent(false, 20, &watch)
    // Now 1, 2, 3, 20: the median is 2.5.
    #expect(watch.median == 2.5)
    expectEvent(true, 25.0.nextUp, &watch)
  }

  @Test func `a norm is compared with those before it, not with itself`() {
    var watch = NormWatch()
    for norm in [0.0, 0, 0] { _ = watch.isEvent(norm) }
    expectEvent(false, 0, &watch)
    expectEvent(true, 1e-300, &watch)
  }

  @Test func `what is not finite is an event at once and is not kept`() {
    var watch = NormWatch()
    let bad = [Double.nan, .infinity, -.infinity]
    for norm in bad { expectEvent(true, norm, &watch) }
    for norm in [1.0, 1, 1] { expectEvent(false, norm, &watch) }
    for norm in bad { expectEvent(true, norm, &watch) }
    #expect(watch.median == 1)
  }

  @Test func `the median runs over the last hundred norms`() {
    var watch = NormWatch()
    for _ in 0..<100 { _ = watch.isEvent(1) }
    for count in 1...49 {
      _ = watch.isEvent(5)
      #expect(watch.median == 1, "after \(count)")
    }
    _ = watch.isEvent(5)
    #expect(watch.median == 3)
    _ = watch.isEvent(5)
    #expect(watch.median == 5)
    for _ in 0..<49 { _ = watch.isEvent(5) }
    // The ring has gone round: its first places are written again.
    for _ in 0..<51 { _ = watch.isEvent(7) }
    #expect(watch.median == 7)
  }

  @Test func `a run of large norms is one event after another until it is the rule`() {
    var watch = NormWatch()
    for _ in 0..<10 { _ = watch.isEvent(1) }
    let events = (0..<20).map { _ in watch.isEvent(100) }
    // From the tenth on, half of the norms are large.
    #expect(events.filter { $0 }.count == 10)
    #expect(events[..<10].allSatisfy { $0 })
  }
}
