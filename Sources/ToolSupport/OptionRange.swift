/// Whole numbers that an option may have.
enum OptionRange {
  /// Refuses a number that is out of range, by the name of its option.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  static func check(
    _ option: String, _ value: Int, _ range: ClosedRange<Int>
  ) throws(ToolFailure) {
    guard range.contains(value) else {
      throw ToolFailure(
        .usage,
        "\(option) \(value) is out of range: choose from \(range.lowerBound) to "
          + "\(range.upperBound).")
    }
  }
}
