import Testing

/// The hot functions run as code made for Float, not through tables that know any scalar.
///
/// This is the only test that takes times, and it takes their ratio: within one process, in turn,
/// the least of many. A function that lost its `@specialized` takes many times as long, since each
/// of its additions is then a call.
@Suite(.serialized) struct SpecialisationTests {
  /// How many times as long a generic function may take as the loops by hand.
  ///
  /// Specialised they take 0.2 to 1.3 times as long. Without `@specialized` a loop takes 33 to 190
  /// times as long; a cell's step, most of which are other functions, 5.6 to 12 times. A cell's
  /// pullback has no loop of its own, and shows the loss of those that it calls.
  static let margin = 5.0
  static let rounds = 25
  /// What one turn lasts by hand, at least.
  static let turn = Duration.microseconds(100)

  @Test(arguments: HotPath.allCases)
  func `a hot function is as fast as loops in Float`(path: HotPath) {
    let ratio = Self.ratio(path.pair)
    #expect(ratio < Self.margin, "\(path) takes \(ratio) times as long as by hand")
  }

  private static func ratio(_ pair: HotPath.Pair) -> Double {
    var calls = 1
    while time(pair.byHand, calls: calls) < turn { calls *= 2 }
    var (generic, byHand) = (Duration.seconds(1_000), Duration.seconds(1_000))
    for _ in 0..<rounds {
      generic = min(generic, time(pair.generic, calls: calls))
      byHand = min(byHand, time(pair.byHand, calls: calls))
    }
    return generic / byHand
  }

  private static func time(_ body: () -> Void, calls: Int) -> Duration {
    ContinuousClock().measure {
      for _ in 0..<calls { body() }
    }
  }
}
