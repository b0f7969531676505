import Foundation

/// Where a training run stands, as one line of text.
///
/// A number that is not known yet is `nil` and left out.
public struct ProgressText: Equatable, Sendable {
  /// Updates done.
  public var step: Int
  /// Updates to do in all.
  public var totalSteps: Int
  /// Training speed.
  public var charactersPerSecond: Double?
  /// The time that the rest will take, in seconds.
  public var remainingSeconds: Double?
  /// Training loss in nats per character.
  public var loss: Double?
  /// The last validation loss in nats per character.
  public var validationLoss: Double?
  /// After which update it was measured; nil for the last one.
  public var validationUpdate: Int?
  /// The gradient's global norm before clipping.
  public var gradientNorm: Double?
  /// The share of updates that were clipped, 0...1.
  public var clippedShare: Double?

  /// A line for a step; what else is known is set afterwards or here.
  public init(
    step: Int, totalSteps: Int, charactersPerSecond: Double? = nil,
    remainingSeconds: Double? = nil, loss: Double? = nil, validationLoss: Double? = nil,
    validationUpdate: Int? = nil, gradientNorm: Double? = nil, clippedShare: Double? = nil
  ) {
    self.step = step
    self.totalSteps = totalSteps
    self.charactersPerSecond = charactersPerSecond
    self.remainingSeconds = remainingSeconds
    self.loss = loss
    self.validationLoss = validationLoss
    self.validationUpdate = validationUpdate
    self.gradientNorm = gradientNorm
    self.clippedShare = clippedShare
  }

  /// The whole line, for a pipe or a log.
  public var line: String {
    let parts: [String?] = [
      "step \(stepText)",
      percentText,
      loss.map { "loss \(NumberText.loss($0)) nats  \(NumberText.loss($0 / log(2))) bits/char" },
      validationLoss.map { "validation \(NumberText.loss($0))\(validationAge("update "))" },
      gradientNorm.map { "gradient norm \(NumberText.norm($0))" },
      clippedShare.map { "clipped \(NumberText.percent($0)) of updates" },
      charactersPerSecond.map { NumberText.rate($0) },
      remainingSeconds.map { "ETA \(NumberText.duration($0))" },
    ]
    return parts.compactMap { $0 }.joined(separator: "  ")
  }

  /// The line with a bar, in at most `width` columns.
  ///
  /// Where it does not fit, it goes without the share clipped, then without the bits, the
  /// validation loss, the bar, the gradient norm, the remaining time, the speed, the step and
  /// the loss. The percentage stays. The bar takes the columns that are left, 24 at most.
  public func fitted(to width: Int, style: GlyphStyle = .unicode) -> String {
    var parts = self.parts
    while columns(of: parts) > width, let least = parts.map(\.rank).max(), least > 0 {
      parts.removeAll { $0.rank == least }
    }
    let spare = width - columns(of: parts)
    let texts = parts.map { part in
      part.rank == ProgressPart.barRank
        ? bar(columns: min(24, ProgressPart.narrowestBar + spare), style: style) : part.text
    }
    return DisplayText.truncated(texts.joined(separator: "  "), to: width, style: style)
  }

  private var parts: [ProgressPart] {
    let candidates: [ProgressPart?] = [
      ProgressPart(
        rank: ProgressPart.barRank,
        text: String(repeating: " ", count: ProgressPart.narrowestBar)),
      ProgressPart(rank: 0, text: percentText),
      ProgressPart(rank: 2, text: stepText),
      loss.map { ProgressPart(rank: 1, text: "loss \(NumberText.loss($0))") },
      loss.map { ProgressPart(rank: 8, text: "\(NumberText.loss($0 / log(2))) bits") },
      validationLoss.map {
        ProgressPart(rank: 7, text: "val \(NumberText.loss($0))\(validationAge(""))")
      },
      gradientNorm.map { ProgressPart(rank: 5, text: "|g| \(NumberText.norm($0))") },
      clippedShare.map { ProgressPart(rank: 9, text: "clipped \(NumberText.percent($0))") },
      charactersPerSecond.map { ProgressPart(rank: 3, text: NumberText.rate($0)) },
      remainingSeconds.map { ProgressPart(rank: 4, text: "ETA \(NumberText.duration($0))") },
    ]
    return candidates.compactMap { $0 }
  }

  /// Of which update the validation loss is, where that is not the last one.
  private func validationAge(_ prefix: String) -> String {
    guard let validationUpdate, validationUpdate != step else { return "" }
    return " (\(prefix)\(NumberText.count(validationUpdate)))"
  }

  private func columns(of parts: [ProgressPart]) -> Int {
    parts.reduce(2 * (parts.count - 1)) { $0 + DisplayText.width(of: $1.text) }
  }

  /// The steps, padded so that the rest of the line does not move while they grow.
  private var stepText: String {
    let total = NumberText.count(totalSteps)
    let done = DisplayText.padded(NumberText.count(step), to: total.count, trailing: true)
    return "\(done)/\(total)"
  }

  /// The percentage, rounded down: 100 % means that nothing is left to do.
  private var percentText: String {
    DisplayText.padded("\(Int(share * 100)) %", to: 5, trailing: true)
  }

  private var share: Double {
    totalSteps <= 0 ? 1 : max(0, min(1, Double(step) / Double(totalSteps)))
  }

  private func bar(columns: Int, style: GlyphStyle) -> String {
    let halves = Int(share * Double(2 * columns))
    switch style {
    case .unicode:
      let tip = halves.isMultiple(of: 2) ? "" : "╾"
      let done = String(repeating: "━", count: halves / 2) + tip
      return done + String(repeating: "─", count: columns - done.count)
    case .ascii:
      let done = Int(share * Double(columns - 2))
      let rest = String(repeating: ".", count: columns - 2 - done)
      return "[" + String(repeating: "#", count: done) + rest + "]"
    }
  }
}
