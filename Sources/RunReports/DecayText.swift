import Foundation
import GradientFlow

/// A decay rate in a student's words.
public struct DecayText: Sendable {
  /// The slope of ln(profile) per step.
  private let rate: Double?
  private let profile: [Double]

  /// The words for a rate; the profile it was fitted to says why there may be none.
  public init(rate: Double?, profile: [Double]) {
    self.rate = rate
    self.profile = profile
  }

  /// One sentence, such as `shrinks by 24 % a step; 1/e after 3.6 characters`.
  public var sentence: String {
    guard let rate, rate.isFinite else { return reasonForNone }
    let distance = NumberText.fixed(1 / rate.magnitude, decimals: 1)
    if rate < -ProfileFit.flatness {
      return "shrinks \(shrinkage(rate)) a step; 1/e after \(distance) characters"
    }
    if rate > ProfileFit.flatness {
      return "grows \(growth(rate)) a step; e (2.7) times as large after \(distance) characters"
    }
    return "flat: changes by less than \(NumberText.percent(ProfileFit.flatness, decimals: 1))"
      + " a step"
  }

  private func shrinkage(_ rate: Double) -> String {
    let lost = 1 - exp(rate)
    // 99.8 % and 99.9 % look alike and differ by a factor of two.
    if lost > 0.95 { return "to 1/\(NumberText.norm(exp(-rate)))" }
    return "by \(NumberText.percent(lost, decimals: lost < 0.1 ? 1 : 0))"
  }

  private func growth(_ rate: Double) -> String {
    let gained = exp(rate) - 1
    if gained > 1 { return "\(NumberText.norm(exp(rate)))-fold" }
    return "by \(NumberText.percent(gained, decimals: gained < 0.1 ? 1 : 0))"
  }

  private var reasonForNone: String {
    let lost = profile.filter { !$0.isFinite }.count
    if lost > 0 {
      return "no decay rate: \(NumberText.count(lost)) of \(NumberText.count(profile.count))"
        + " lags are not finite"
    }
    guard let scale = profile.first, scale > 0 else {
      return "no decay rate: the gradient is zero at lag 0 already"
    }
    if let gone = profile.firstIndex(where: { $0 <= ProfileFit.floor * scale }) {
      return "no decay rate: less than 1e-06 is left after \(gone)"
        + " character\(gone == 1 ? "" : "s")"
    }
    return "no decay rate: fewer than three lags to fit"
  }
}
