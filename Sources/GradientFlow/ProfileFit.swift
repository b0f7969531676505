import RealModule

/// What one number says about a gradient profile: the rate at which it decays.
///
/// A profile holds, for each lag k, the norm of dL_T/dh_(T-k) relative to lag 0. Where the
/// recurrence shrinks every gradient by the same factor a step, ln(profile) is a straight line
/// and its slope is that factor's logarithm.
public enum ProfileFit {
  /// Lags whose norm is below this share of lag 0 are left out: the line ends where nothing is
  /// left.
  public static let floor = 1e-6

  /// The first lag of the fit; the first two are shaped by the readout more than by the recurrence.
  public static let firstLag = 2

  /// A slope flatter than this has no e-fold lag: it would lie a thousand steps away.
  public static let flatness = 1e-3

  /// The least-squares slope of ln(profile[k]) against lag k, per step.
  ///
  /// Negative where the gradient vanishes, positive where it explodes:
  ///
  ///     slope = sum (k - mean k) ln profile[k]  /  sum (k - mean k)^2
  ///
  /// over the lags k = 2...k*, where k* is the last lag that is finite and above 1e-6 of lag 0.
  /// Lags in between that are zero or not finite are left out.
  ///
  /// - Parameter profile: the norms by lag; `profile[0]` sets the scale.
  /// - Returns: `nil` with fewer than three usable lags, or where lag 0 is zero or not finite.
  public static func decayRate(of profile: [Double]) -> Double? {
    decayRate(ofLogarithms: profile.map { Double.log($0) })
  }

  /// As ``decayRate(of:)``, for a profile given as natural logarithms, which never overflow.
  public static func decayRate(ofLogarithms logs: [Double]) -> Double? {
    let logFloor = Double.log(floor)
    guard let scale = logs.first, scale.isFinite,
      let last = logs.lastIndex(where: { $0.isFinite && $0 - scale > logFloor }), last >= firstLag
    else { return nil }
    let lags = (firstLag...last).filter { logs[$0].isFinite }
    guard lags.count >= 3 else { return nil }
    return slope(of: logs, lags: lags)
  }

  /// The least-squares slope of `logs[k]` against k over the given lags.
  static func slope(of logs: [Double], lags: [Int]) -> Double {
    let center = lags.reduce(0.0) { $0 + Double($1) } / Double(lags.count)
    var covariance = 0.0
    var variance = 0.0
    for lag in lags {
      let distance = Double(lag) - center
      covariance += distance * (logs[lag] - logs[0])
      variance += distance * distance
    }
    return covariance / variance
  }

  /// The lag after which 1/e of the gradient is left, -1/slope.
  ///
  /// - Returns: `nil` unless the slope is below -1e-3: what is flat or grows has no such lag.
  public static func eFoldLag(decayRate: Double?) -> Double? {
    guard let decayRate, decayRate.isFinite, decayRate < -flatness else { return nil }
    return -1 / decayRate
  }
}
