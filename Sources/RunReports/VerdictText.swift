import GradientFlow

/// A verdict in words, with the numbers behind it.
public struct VerdictText: Sendable {
  private let verdict: Verdict
  private let windowSteps: Int

  /// The words for a verdict on windows of T steps.
  public init(_ verdict: Verdict, windowSteps: Int) {
    self.verdict = verdict
    self.windowSteps = windowSteps
  }

  /// One line per finding.
  public var lines: [String] {
    verdict.findings.map { finding in
      switch finding {
      case .exploding: "EXPLODING: " + explosion
      case .vanishing: "VANISHING: " + vanishing
      case .pastGuard: "PAST THE GUARD: " + pastGuard
      case .healthy: "HEALTHY: " + health
      }
    }
  }

  private var explosion: String {
    var parts: [String] = []
    if let update = verdict.nonFiniteUpdate {
      parts.append(
        "a loss, state, gradient or weight was not finite at update \(NumberText.count(update))")
    }
    if !verdict.spikes.isEmpty {
      parts.append(
        "\(counted(verdict.spikes.count, "update")) had a loss above ln V + 1 = "
          + "\(NumberText.loss(verdict.lossBound)) (\(span(verdict.spikes)))")
    }
    if !verdict.growths.isEmpty {
      parts.append(
        "the gradient grew by more than 1000 over the window in "
          + "\(counted(verdict.growths.count, "measurement")) (after \(span(verdict.growths)))")
    }
    parts += peaks
    return parts.joined(separator: "; ") + "."
  }

  private var vanishing: String {
    let lost =
      "less than 1/1000 of the gradient was left before lag \(windowSteps / 2), half the window"
    // Before the first update the weights are only drawn; it says nothing of what was learnt.
    if verdict.vanishings == [0] {
      let later = verdict.measurements - 1
      guard later > 1 else {
        return "before the first update, \(lost)"
          + (later == 1 ? "; not in the one after it." : ".")
      }
      return "before the first update only, \(lost); in none of the "
        + "\(counted(later, "measurement")) after it."
    }
    let often = "\(verdict.vanishings.count) of \(counted(verdict.measurements, "measurement"))"
    return "in \(often) (\(span(verdict.vanishings))) \(lost)."
  }

  private var pastGuard: String {
    let updates = verdict.guardedUpdates
    return "\(counted(updates.count, "window")) (\(span(updates))) had a loss beyond the guard, "
      + "though all was finite."
  }

  private var health: String {
    guard verdict.measurements > 0 else { return "no loss spiked, but no profile was measured." }
    let parts = [
      "in none of \(counted(verdict.measurements, "measurement")) did the gradient fall below "
        + "1/1000 before lag \(windowSteps / 2) or grow by more than 1000"
    ]
    return (parts + peaks).joined(separator: "; ") + "."
  }

  private var peaks: [String] {
    var parts: [String] = []
    if let worst = verdict.worstLoss {
      parts.append(
        "worst loss \(NumberText.loss(worst.value)) at update \(NumberText.count(worst.update))")
    }
    if let worst = verdict.worstNorm {
      parts.append(
        "largest gradient norm \(NumberText.norm(worst.value)) "
          + "at update \(NumberText.count(worst.update))")
    }
    return parts
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Where the first and the last stood.
  private func span(_ updates: [Int]) -> String {
    guard let first = updates.first, let last = updates.last else { return "never" }
    return first == last
      ? "update \(NumberText.count(first))"
      : "updates \(NumberText.count(first)) to \(NumberText.count(last))"
  }
}
