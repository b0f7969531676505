/// A line through points as the data of an SVG path, thinned to what can be seen.
///
/// Where several points fall on one unit of the horizontal axis, the first, lowest, highest and
/// last stay: a spike of one update in a hundred thousand is still there.
struct LinePath {
  /// A place in the plot's coordinates.
  struct Place: Equatable {
    var x: Double
    var y: Double
  }

  /// The path's data; empty where no point has a place.
  private(set) var data = ""
  /// The places through which the line goes.
  private(set) var places: [Place] = []

  init(_ points: [ChartPoint], _ frame: ChartFrame) {
    var piece: [Place] = []
    for point in points {
      if let x = frame.across(point.x), let y = frame.down(point.y) {
        piece.append(Place(x: x, y: y))
      } else {
        add(piece)
        piece = []
      }
    }
    add(piece)
  }

  private mutating func add(_ piece: [Place]) {
    let kept = LinePath.thinned(piece)
    guard let first = kept.first else { return }
    places += kept
    data += "M\(text(first))"
    // A point alone is drawn as a line of no length, which round ends make a dot.
    data += kept.count == 1 ? "h0" : kept.dropFirst().map { "L\(text($0))" }.joined()
  }

  private func text(_ place: Place) -> String {
    "\(Coordinate.text(place.x)) \(Coordinate.text(place.y))"
  }

  private static func thinned(_ places: [Place]) -> [Place] {
    var result: [Place] = []
    var start = 0
    while start < places.count {
      let column = places[start].x.rounded(.down)
      var end = start + 1
      while end < places.count, places[end].x.rounded(.down) == column { end += 1 }
      result += extremes(places[start..<end])
      start = end
    }
    return result
  }

  private static func extremes(_ places: ArraySlice<Place>) -> [Place] {
    guard places.count > 4, let first = places.first, let last = places.last else {
      return Array(places)
    }
    let inner = places.indices.dropFirst().dropLast()
    let low = inner.min { places[$0].y < places[$1].y }
    let high = inner.max { places[$0].y < places[$1].y }
    let kept = Set([low, high].compactMap(\.self)).sorted().map { places[$0] }
    return [first] + kept + [last]
  }
}
