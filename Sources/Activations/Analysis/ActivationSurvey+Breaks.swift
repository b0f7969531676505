extension ActivationSurvey {
  /// Looks between neighbouring points for a jump of the value or of the slope that stays as the
  /// gap narrows.
  ///
  /// What it costs is bounded: at most 1,000 gaps are looked into, from the left.
  mutating func findBreaks() {
    var looks = 1_000
    let known = activation.breaks + poles + tangents
    let scale = slopes.reduce(0) { $1.magnitude.isFinite ? max($0, $1.magnitude) : $0 }
    for index in points.indices.dropLast() {
      let (left, right) = (points[index], points[index + 1])
      guard values[index].isFinite, values[index + 1].isFinite,
        looks > 0, !(known.contains { left <= $0 && $0 <= right })
      else { continue }
      let steepness = max(slopes[index].magnitude, slopes[index + 1].magnitude)
      let rise = (values[index + 1] - values[index]).magnitude
      let bend = (slopes[index + 1] - slopes[index]).magnitude
      let isJump = rise > 4 * steepness * (right - left) + 1e-9
      guard isJump || bend > 1e-2 * scale else { continue }
      looks -= 1
      // Where a function oscillates there may be more gaps than the search for poles closes in on.
      if let pole = PoleSearch.pole(between: left, right, evaluate) {
        poles.append(pole)
      } else if let place = place(left, right, ofValue: isJump) {
        if isJump { jumps.append(place) } else { kinks.append(place) }
      }
    }
    poles = Self.distinct(poles)
    (kinks, jumps) = (Self.distinct(kinks), Self.distinct(jumps))
  }

  /// Where a value or a slope jumps between two points; nil where the change fades away.
  private func place(
    _ left: Double, _ right: Double, ofValue: Bool
  ) -> Double? {
    var (left, right) = (left, right)
    func sample(_ places: [Double]) -> [Double] {
      let (values, slopes) = activation.evaluate(places)
      return ofValue ? values : slopes
    }
    let ends = sample([left, right])
    let first = (ends[1] - ends[0]).magnitude
    while right - left > 1e-12 * max(1, left.magnitude) {
      let middle = left + (right - left) / 2
      guard middle > left, middle < right else { break }
      let three = sample([left, middle, right])
      if (three[1] - three[0]).magnitude >= (three[2] - three[1]).magnitude {
        right = middle
      } else {
        left = middle
      }
    }
    // Beside the gap, in which the place itself may be.
    let reach = 1e-12 * max(1, left.magnitude)
    let sides = sample([left - reach, right + reach])
    guard (sides[1] - sides[0]).magnitude > 0.1 * first, first > 1e-9 else { return nil }
    let rounded = (left * 1e9).rounded() / 1e9
    return rounded == 0 ? 0 : rounded
  }

  /// Ascending, without those that are the same within rounding.
  private static func distinct(_ places: [Double]) -> [Double] {
    places.sorted().reduce(into: []) { list, place in
      if let last = list.last, place - last <= 1e-8 { return }
      list.append(place)
    }
  }
}
