extension ActivationSurvey {
  /// Looks for poles, and for kinks at which the slope is infinite.
  mutating func findPoles() {
    let found = PoleSearch.places(
      among: points, values: values, slopes: slopes, evaluate)
    poles = (poles + found.poles.filter { !PoleSearch.contains(poles, $0) }).sorted()
    tangents = found.tangents.filter { !PoleSearch.contains(poles, $0) }
    PoleSearch.place(tangents, poles, among: &kinks, &jumps) { activation.evaluate($0).values }
  }

  /// f and f' at some places.
  func evaluate(_ places: [Double]) -> (values: [Double], slopes: [Double]) {
    let (values, slopes) = activation.evaluate(places)
    return (values, slopes)
  }

  /// Whether f goes to plus (1) or minus (-1) infinity on a side of a pole.
  func reachesInfinity(sign: Double) -> Bool {
    PoleSearch.reachesInfinity(at: poles, sign: sign) { activation.evaluate($0).values }
  }
}
