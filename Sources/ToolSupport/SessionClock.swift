/// How fast a run goes: updates per second over the last stretch, without pauses.
struct SessionClock {
  private let start = ContinuousClock.now
  private var paused = Duration.zero
  private var updates = 0
  private var mark = (updates: 0, time: 0.0)
  private var rate: Double?

  /// How long a stretch must last before its rate counts.
  private static let shortestStretch = 0.5

  /// Seconds since the run began, pauses included.
  var elapsed: Double { seconds(start.duration(to: .now)) }

  /// Seconds spent on updates.
  private var busy: Double { seconds(start.duration(to: .now) - paused) }

  /// Takes note that `number` updates have been made.
  mutating func update(_ number: Int) {
    updates = number
    let time = busy
    guard time - mark.time >= Self.shortestStretch else { return }
    rate = Double(number - mark.updates) / (time - mark.time)
    mark = (number, time)
  }

  /// Updates per second over the last whole stretch, or so far.
  var updatesPerSecond: Double { rate ?? Double(updates) / max(busy, 1e-9) }

  /// Seconds that `count` more updates will take.
  func remaining(_ count: Int) -> Double { Double(count) / max(updatesPerSecond, 1e-9) }

  /// Runs `body` off the clock.
  mutating func pausing<Result>(_ body: () -> Result) -> Result {
    let before = ContinuousClock.now
    let result = body()
    paused += before.duration(to: .now)
    return result
  }

  private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
