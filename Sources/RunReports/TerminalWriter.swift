import Foundation

/// Writes permanent lines and, on a terminal, progress that is redrawn in place below them.
///
/// Progress is a line, or several for several runs, see ``ProgressDrawing``.
///
/// On a terminal, a line printed while the progress is shown clears it first and draws it again
/// below, in one write, so that neither tears the other. Anywhere else only plain lines are
/// written, without any escape sequence. Control characters in a text are spelled out, see
/// ``SampleText/escaped(_:)``. Do not mix it with `print`, which has a buffer of its own: in a pipe
/// the lines would change places.
///
/// A writer belongs to one thread at a time; it is not `Sendable`.
public final class TerminalWriter {
  /// How a line stands out on a terminal with colours; elsewhere all lines are alike.
  public enum Emphasis: String, Sendable {
    /// Not at all.
    case plain = ""
    /// Bold.
    case heading = "1"
    /// Dimmed.
    case faint = "2"
    /// Green.
    case good = "32"
    /// Yellow.
    case warning = "33"
    /// Bold red.
    case alarm = "1;31"
  }

  /// The least time between two drawings of the progress line, in seconds.
  public static let redrawInterval = 0.1

  private static let clearLine = "\r\u{1B}[K"

  /// What the output can do.
  public let traits: TerminalTraits

  private let measureWidth: () -> Int
  private let clock: () -> Double
  private let sink: (String) -> Void
  private var latest: (any ProgressDrawing)?
  private var isShown = false
  private var shownLines = 0
  private var lastDrawing = -Double.infinity

  /// A writer to any place; the tests' way in.
  ///
  /// - Parameters:
  ///   - traits: what the place can do.
  ///   - width: its columns, asked before each drawing because a window may be resized.
  ///   - clock: seconds since any fixed moment, never going back.
  ///   - sink: takes the text; each call is one write.
  public init(
    traits: TerminalTraits, width: @escaping () -> Int, clock: @escaping () -> Double,
    sink: @escaping (String) -> Void
  ) {
    self.traits = traits
    measureWidth = width
    self.clock = clock
    self.sink = sink
  }

  /// A writer to an open file descriptor.
  ///
  /// When the descriptor can no longer be written to, the writer falls silent: a run is worth
  /// more than its screen.
  public convenience init(descriptor: Int32) {
    let environment = ProcessInfo.processInfo.environment
    let output = DescriptorOutput(descriptor)
    let start = ContinuousClock.now
    self.init(
      traits: TerminalTraits(isTeletype: isatty(descriptor) == 1, environment: environment),
      width: { TerminalTraits.width(descriptor: descriptor, environment: environment) },
      clock: { (ContinuousClock.now - start) / .seconds(1) },
      sink: { output.write($0) }
    )
  }

  /// A writer to the standard output.
  public static func standardOutput() -> TerminalWriter {
    TerminalWriter(descriptor: STDOUT_FILENO)
  }

  /// A writer to the standard error.
  public static func standardError() -> TerminalWriter {
    TerminalWriter(descriptor: STDERR_FILENO)
  }

  /// The columns that a chart or a table may take now.
  public var width: Int { max(1, measureWidth()) }

  /// Writes a permanent line, or several where the text holds newlines.
  ///
  /// A line is never cut: one that is longer than the terminal is wide is wrapped by it.
  public func write(_ text: String, emphasis: Emphasis = .plain) {
    write([text], emphasis: emphasis)
  }

  /// Writes permanent lines, all in one write.
  public func write(_ lines: [String], emphasis: Emphasis = .plain) {
    let painted = lines.flatMap { line in
      let text = SampleText.escaped(line)
      // Most lines are one; to split a text is to look at all its characters.
      return text.utf8.contains(UInt8(ascii: "\n"))
        ? text.split(separator: "\n", omittingEmptySubsequences: false) : [text[...]]
    }
    .map { paint($0, emphasis) + "\n" }
    .joined()
    guard isShown, let latest else {
      sink(painted)
      return
    }
    lastDrawing = clock()
    let clearing = clearing
    sink(clearing + painted + drawing(of: latest))
  }

  /// Shows where the run stands.
  ///
  /// A terminal draws it in place, at most ten times a second; what comes in between is
  /// remembered and drawn with the next line or at the end. Elsewhere, only a milestone writes
  /// anything: one whole line.
  ///
  /// - Parameters:
  ///   - progress: what is known of the run.
  ///   - isMilestone: whether this step belongs in a log.
  public func show(_ progress: some ProgressDrawing, isMilestone: Bool = false) {
    guard traits.isTerminal else {
      if isMilestone { sink(progress.line + "\n") }
      return
    }
    latest = progress
    let now = clock()
    guard !isShown || now - lastDrawing >= TerminalWriter.redrawInterval else { return }
    lastDrawing = now
    let start = isShown ? goingUp : ""
    isShown = true
    sink(start + drawing(of: progress) + "\u{1B}[K")
  }

  /// Leaves the last progress as a permanent line, or takes it away; what follows starts fresh.
  public func endProgress(keeping: Bool = true) {
    guard isShown, let latest else { return }
    isShown = false
    self.latest = nil
    let clearing = clearing
    sink(clearing + (keeping ? drawing(of: latest) + "\n" : ""))
  }

  /// The last column stays free: a terminal that wraps early would tear the line.
  private func drawing(of progress: some ProgressDrawing) -> String {
    let lines = progress.drawing(width: width - 1, style: traits.style)
    shownLines = lines.count
    return lines.joined(separator: "\u{1B}[K\n")
  }

  /// Back to the first column of the first line of the progress.
  private var goingUp: String { shownLines > 1 ? "\r\u{1B}[\(shownLines - 1)A" : "\r" }

  /// Takes away what is shown of the progress: one line to its end, several to that of the screen.
  private var clearing: String {
    shownLines > 1 ? goingUp + "\u{1B}[J" : TerminalWriter.clearLine
  }

  private func paint(_ line: Substring, _ emphasis: Emphasis) -> String {
    guard traits.usesColors, emphasis != .plain, !line.isEmpty else { return String(line) }
    return "\u{1B}[\(emphasis.rawValue)m\(line)\u{1B}[0m"
  }
}
