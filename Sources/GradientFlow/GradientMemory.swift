import RealModule

/// How far back a gradient profile reaches, in numbers to compare with a task's lag.
public struct GradientMemory: Sendable, Equatable {
  /// What the profile does over its lags.
  public enum Course: String, Sendable, Equatable, CaseIterable {
    /// The slope is below -0.001 a step.
    case decaying
    /// The slope is within ±0.001.
    case flat
    /// The slope is above 0.001.
    case growing
  }

  /// A gradient below this share of lag 0 has vanished: after 6.9 e-fold lags.
  public static let vanishedShare = 1e-3

  /// S(k) = Σ_(j≤k) G(j)² / Σ_j G(j)², by lag k: the share of the gradient's energy that
  /// truncation after k steps back keeps, as far as the window can tell.
  public let shareByLag: [Double]
  /// τ = -1 / slope: after so many steps 1/e is left; nil unless the profile decays.
  public let eFoldLag: Double?
  /// The last lag above 1e-6 of lag 0.
  public let lastLag: Int
  /// The first lag below 1e-3 of lag 0; nil where the window ends before it.
  public let vanishingLag: Int?
  /// What the profile does; nil with too few lags for a slope.
  public let course: Course?

  /// Reads a profile of ln G(k) by lag, relative to lag 0.
  public init(ofLogarithms logs: [Double]) {
    // Divided by the largest, so that no square overflows.
    let largest = logs.max() ?? 0
    var sums: [Double] = []
    for log in logs { sums.append((sums.last ?? 0) + Double.exp(2 * (log - largest))) }
    let total = sums.last ?? 1
    shareByLag = sums.map { $0 / total }
    let slope = ProfileFit.decayRate(ofLogarithms: logs)
    eFoldLag = ProfileFit.eFoldLag(decayRate: slope)
    lastLag = logs.lastIndex { $0 > Double.log(ProfileFit.floor) } ?? 0
    vanishingLag = logs.firstIndex { $0 < Double.log(Self.vanishedShare) }
    course = slope.map {
      $0 < -ProfileFit.flatness ? .decaying : $0 > ProfileFit.flatness ? .growing : .flat
    }
  }

  /// The least lag k with S(k) ≥ `share`: how far to truncate and keep that much.
  public func lag(keeping share: Double) -> Int? { shareByLag.firstIndex { $0 >= share } }
}

extension LagProfile {
  /// How far back the gradient of the top layer reaches.
  public var memory: GradientMemory { GradientMemory(ofLogarithms: logByLayer.last ?? []) }
}
