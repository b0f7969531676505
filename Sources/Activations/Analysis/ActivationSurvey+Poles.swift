extension ActivationSurvey {
  /// Looks for poles, and for kinks at which the slope is infinite.
  mutating func findPoles() {
    let found = PoleSearch.places(
      among: points, values: values, slopes: slopes, evaluate)
    poles = (poles + found.poles.filter { !PoleSearch.contains(poles, $0) }).sorted()
    tangents = found.tangents.filter { !PoleSearch.contains(poles, $0) }
    kinks.removeAll { PoleSearch.contains(poles, $0) }
    let steep = tangents.filter { place in
      PoleSearch.isContinuous(at: place) { activation.evaluate($0).values }
    }
    jumps.removeAll { PoleSearch.contains(poles + steep, $0) }
    let known = kinks + jumps
    kinks = (kinks + tangents.filter { !PoleSearch.contains(known, $0) }).sorted()
  }

  /// f and f' at some places.
  func evaluate(_ places: [Double]) -> (values: [Double], slopes: [Double]) {
    let (values, slopes) = activation.evaluate(places)
    return (values, slopes)
  }

  /// Whether f goes to plus (1) or minus (-1) infinity on a side of a pole.
  func reachesInfinity(sign: Double) -> Bool {
    let beside = poles.flatMap { pole in
      [-1.0, 1].map { side in PoleSearch.approach(pole, side: side).suffix(2) }
    }
    return beside.contains { places in
      let values = samples(Array(places)).map { sign * $0.value }
      return values[1] > 0 && (values[1] > values[0] || values[1] == .infinity)
    }
  }
}
