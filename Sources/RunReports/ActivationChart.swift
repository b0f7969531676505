/// An activation and its derivative as a small plot for the terminal.
///
/// Both curves share one grid whose axes are labelled. What lies outside the vertical range, which
/// holds at most ±6, is left out.
public struct ActivationChart: Sendable {
  /// A point of both curves.
  public struct Point: Sendable {
    let x: Double
    let value: Double
    let derivative: Double

    /// Gathers a point.
    public init(x: Double, value: Double, derivative: Double) {
      self.x = x
      self.value = value
      self.derivative = derivative
    }
  }

  private static let rows = 17
  private static let widest = 72
  private static let labelColumns = 7
  private static let limit = 6.0

  private let range: ClosedRange<Double>
  private let function: @Sendable ([Double]) -> [Point]

  /// A plot over a range of x.
  ///
  /// - Parameters:
  ///   - range: the ends of the horizontal axis.
  ///   - function: gives the points at any x asked for, one for each.
  /// - Precondition: the range is not empty.
  public init(
    over range: ClosedRange<Double> = -5...5, _ function: @escaping @Sendable ([Double]) -> [Point]
  ) {
    precondition(range.lowerBound < range.upperBound, "a plot over \(range)")
    self.range = range
    self.function = function
  }

  /// The plot as lines of at most `width` columns; a sentence where it is too narrow to plot.
  public func lines(width: Int, style: GlyphStyle = .unicode) -> [String] {
    let columns = min(Self.widest, width - Self.labelColumns - 2)
    guard columns >= 16 else {
      return DisplayText.wrapped("too narrow for a plot", to: max(1, width))
    }
    let span = range.upperBound - range.lowerBound
    let points = function(
      (0..<columns).map { range.lowerBound + span * Double($0) / Double(columns - 1) })
    let vertical = verticalRange(points)
    var cells = frame(columns: columns, vertical, style)
    draw(points.map(\.derivative), style == .unicode ? "∘" : ".", into: &cells, vertical)
    draw(points.map(\.value), style == .unicode ? "●" : "*", into: &cells, vertical)

    let legend =
      style == .unicode ? "● f(x)   ∘ f'(x)" : "* f(x)   . f'(x)"
    let edge = style == .unicode ? "┤" : "+"
    var lines = [String(repeating: " ", count: Self.labelColumns + 1) + legend]
    for row in 0..<Self.rows {
      let label = label(ofRow: row, vertical)
      let text = DisplayText.padded(label, to: Self.labelColumns, trailing: true)
      lines.append(
        "\(text)\(label.isEmpty ? (style == .unicode ? "│" : "|") : edge)"
          + trimmed(String(cells[row])))
    }
    lines.append(horizontalLabels(columns: columns))
    return lines
  }

  /// Both curves, at most ±6, and at least something.
  private func verticalRange(_ points: [Point]) -> ClosedRange<Double> {
    let all =
      points.flatMap { [$0.value, $0.derivative] }.filter(\.isFinite)
      .map { max(-Self.limit, min(Self.limit, $0)) } + [0]
    let lowest = all.min() ?? 0
    let highest = all.max() ?? 1
    return highest - lowest < 1e-9 ? lowest - 1...highest + 1 : lowest...highest
  }

  /// An empty grid with the lines x = 0 and y = 0.
  private func frame(
    columns: Int, _ vertical: ClosedRange<Double>, _ style: GlyphStyle
  ) -> [[Character]] {
    var cells = [[Character]](
      repeating: [Character](repeating: " ", count: columns), count: Self.rows)
    if let zero = row(of: 0, vertical) {
      cells[zero] = [Character](repeating: style == .unicode ? "┈" : "-", count: columns)
    }
    if range.contains(0) {
      let share = -range.lowerBound / (range.upperBound - range.lowerBound)
      let column = Int((share * Double(columns - 1)).rounded())
      for row in 0..<Self.rows { cells[row][column] = style == .unicode ? "┊" : "|" }
    }
    return cells
  }

  private func draw(
    _ values: [Double], _ mark: Character, into cells: inout [[Character]],
    _ vertical: ClosedRange<Double>
  ) {
    for (column, value) in values.enumerated() {
      guard let row = row(of: value, vertical) else { continue }
      cells[row][column] = mark
    }
  }

  private func row(of value: Double, _ vertical: ClosedRange<Double>) -> Int? {
    let margin = 0.5 * (vertical.upperBound - vertical.lowerBound) / Double(Self.rows - 1)
    guard value >= vertical.lowerBound - margin, value <= vertical.upperBound + margin else {
      return nil
    }
    let share = (vertical.upperBound - value) / (vertical.upperBound - vertical.lowerBound)
    return max(0, min(Self.rows - 1, Int((share * Double(Self.rows - 1)).rounded())))
  }

  /// The top, the bottom and the row of 0 have their values beside them.
  private func label(ofRow row: Int, _ vertical: ClosedRange<Double>) -> String {
    if row == self.row(of: 0, vertical) { return "0" }
    if row == 0 { return NumberText.norm(vertical.upperBound) }
    return row == Self.rows - 1 ? NumberText.norm(vertical.lowerBound) : ""
  }

  private func horizontalLabels(columns: Int) -> String {
    let ends = [range.lowerBound, range.upperBound].map { NumberText.norm($0) }
    let space = String(repeating: " ", count: max(1, columns - ends[0].count - ends[1].count))
    return String(repeating: " ", count: Self.labelColumns + 1) + ends[0] + space + ends[1]
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
