import RealModule

/// What a run's gradients did, with the numbers behind it.
///
/// - EXPLODING: something was not finite, or a loss rose above ln V + 1 after the first update, or
///   a profile of the top layer passed 1e3 times lag 0 at some lag.
/// - VANISHING: a profile of the top layer fell below 1e-3 of lag 0 before half the window.
/// - PAST THE GUARD: a loss passed the guard that was set, and all was finite.
/// - HEALTHY: none of these.
///
/// Several can hold at different times of a run; the verdict says when.
public struct Verdict: Sendable, Equatable {
  /// What can be said of a run.
  public enum Finding: String, Sendable, Equatable, CaseIterable {
    /// Gradients, losses or states grew out of bounds.
    case exploding = "EXPLODING"
    /// Gradients were gone before they reached half the window.
    case vanishing = "VANISHING"
    /// A finite loss passed the guard.
    case pastGuard = "PAST THE GUARD"
    /// None of these was seen.
    case healthy = "HEALTHY"
  }

  /// The largest of a run of numbers, and the update at which it stood.
  public struct Peak: Sendable, Equatable {
    /// The number; may not be finite.
    public let value: Double
    /// The update, from 1.
    public let update: Int
  }

  /// A growth of the profile beyond this is an explosion.
  public static let explodingGrowth = 1e3
  /// A profile below this share of lag 0 has vanished.
  public static let vanishedShare = 1e-3

  /// ln V + 1: one nat above the loss of guessing blindly among V classes.
  public let lossBound: Double
  /// The updates whose loss was above the bound, in order.
  public private(set) var spikes: [Int] = []
  /// The largest loss after the first update, and its update; nil before there is one.
  public private(set) var worstLoss: Peak?
  /// The largest gradient norm, and its update; nil before there is one.
  public private(set) var worstNorm: Peak?
  /// The updates at which a measured profile grew by more than 1e3, or was not a number.
  public private(set) var growths: [Int] = []
  /// The updates at which a measured profile fell below 1e-3 before half the window.
  public private(set) var vanishings: [Int] = []
  /// How many profiles were measured.
  public private(set) var measurements = 0
  /// The first update in which something was not finite.
  public private(set) var nonFiniteUpdate: Int?
  /// The updates whose loss was finite and passed the guard, in order.
  public private(set) var guardedUpdates: [Int] = []

  /// A verdict on a run with `vocabularySize` classes that has not begun.
  public init(vocabularySize: Int) {
    lossBound = Double.log(Double(vocabularySize)) + 1
  }

  /// Takes one update into account.
  public mutating func add(update: Int, loss: Double, gradientNorm: Double) {
    add(update: update, loss: loss)
    add(update: update, gradientNorm: gradientNorm)
  }

  /// Takes one update's gradient norm into account, where its loss is not known or is lost.
  public mutating func add(update: Int, gradientNorm: Double) {
    if !(gradientNorm <= worstNorm?.value ?? -1) {
      worstNorm = Peak(value: gradientNorm, update: update)
    }
  }

  /// Takes one update's loss into account, where its gradient norm is not known or is lost.
  public mutating func add(update: Int, loss: Double) {
    guard update > 1 else { return }
    if !(loss <= worstLoss?.value ?? -1) { worstLoss = Peak(value: loss, update: update) }
    if !(loss <= lossBound) { spikes.append(update) }
  }

  /// Takes one measurement into account.
  public mutating func add(_ measurement: FlowMeasurement) {
    add(
      logProfile: measurement.readableProfile.logByLayer.last ?? [], update: measurement.update)
  }

  /// Takes a measured profile of the top layer into account, given as ln G(k) by lag.
  ///
  /// - Parameters:
  ///   - logs: ln G(k) by lag, from lag 0 on.
  ///   - update: how many updates had been made.
  public mutating func add(logProfile logs: [Double], update: Int) {
    guard !logs.isEmpty else { return }
    measurements += 1
    if logs.contains(where: { $0 > Double.log(Self.explodingGrowth) || $0.isNaN }) {
      growths.append(update)
    }
    if logs[..<((logs.count + 1) / 2)].contains(where: { $0 < Double.log(Self.vanishedShare) }) {
      vanishings.append(update)
    }
  }

  /// Notes that something in update `update` was not finite.
  public mutating func addDivergence(update: Int) {
    nonFiniteUpdate = nonFiniteUpdate ?? update
  }

  /// Notes that the finite loss of update `update` passed the guard.
  public mutating func addGuardPassed(update: Int) { guardedUpdates.append(update) }

  /// What holds of the run; healthy where nothing else does.
  public var findings: [Finding] {
    var findings: [Finding] = []
    if nonFiniteUpdate != nil || !spikes.isEmpty || !growths.isEmpty { findings.append(.exploding) }
    if !vanishings.isEmpty { findings.append(.vanishing) }
    if !guardedUpdates.isEmpty { findings.append(.pastGuard) }
    return findings.isEmpty ? [.healthy] : findings
  }
}
