import Foundation

/// What an output can do, told from its file descriptor and the environment.
public struct TerminalTraits: Equatable, Sendable {
  /// Whether a line can be redrawn in place.
  public var isTerminal: Bool
  /// Whether colours are wanted and understood.
  public var usesColors: Bool
  /// The characters that it draws.
  public var style: GlyphStyle

  /// Traits as given.
  public init(isTerminal: Bool, usesColors: Bool, style: GlyphStyle) {
    self.isTerminal = isTerminal
    self.usesColors = usesColors
    self.style = style
  }

  /// The traits of an output.
  ///
  /// `TERM=dumb` is no terminal that could redraw a line. A `NO_COLOR` that is not empty turns
  /// colours off. ASCII is drawn where the locale (`LC_ALL`, else `LC_CTYPE`, else `LANG`) names
  /// another character set than UTF-8, and on the Linux console, whose font has no eighth blocks.
  ///
  /// - Parameters:
  ///   - isTeletype: what `isatty` says of the descriptor.
  ///   - environment: the variables of the process.
  public init(isTeletype: Bool, environment: [String: String]) {
    let terminal = environment["TERM"] ?? ""
    isTerminal = isTeletype && terminal != "dumb"
    usesColors = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let isUTF8 = locale.map { name in
      let lowered = name.lowercased()
      return lowered.contains("utf-8") || lowered.contains("utf8")
    }
    // A container often has no locale at all, and is looked at in a terminal that knows UTF-8.
    style = (isUTF8 ?? true) && !(isTerminal && terminal == "linux") ? .unicode : .ascii
  }

  /// The columns of an output: what the terminal says, else `COLUMNS`, else 80.
  static func width(descriptor: Int32, environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    return 80
  }
}
