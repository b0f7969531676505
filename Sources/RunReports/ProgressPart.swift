/// A piece of a progress line and how soon it may go.
struct ProgressPart {
  static let barRank = 6
  static let narrowestBar = 8

  /// 0 is never dropped; the highest rank goes first.
  let rank: Int
  let text: String
}
