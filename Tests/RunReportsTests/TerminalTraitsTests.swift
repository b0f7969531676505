import RunReports
import Testing

struct TerminalTraitsTests {
  private func traits(_ isTeletype: Bool, _ environment: [String: String]) -> TerminalTraits {
    TerminalTraits(isTeletype: isTeletype, environment: environment)
  }

  @Test func `a terminal has colours and block elements`() {
    let expected = TerminalTraits(isTerminal: true, usesColors: true, style: .unicode)
    #expect(traits(true, ["TERM": "xterm-256color", "LANG": "en_US.UTF-8"]) == expected)
    #expect(traits(true, ["TERM": "xterm"]) == expected)
    #expect(traits(true, ["TERM": "xterm", "NO_COLOR": ""]) == expected)
  }

  @Test func `a dumb terminal and a pipe are not redrawn`() {
    let expected = TerminalTraits(isTerminal: false, usesColors: false, style: .unicode)
    #expect(traits(true, ["TERM": "dumb"]) == expected)
    #expect(traits(false, ["TERM": "xterm", "LC_ALL": "de_DE.utf8"]) == expected)
  }

  @Test func `NO_COLOR turns off colours only`() {
    let expected = TerminalTraits(isTerminal: true, usesColors: false, style: .unicode)
    #expect(traits(true, ["TERM": "xterm", "NO_COLOR": "1"]) == expected)
  }

  @Test(
    arguments: [
      ["LANG": "C"], ["LC_ALL": "POSIX", "LANG": "en_US.UTF-8"], ["LC_CTYPE": "de_DE.ISO-8859-1"],
      ["TERM": "linux", "LANG": "en_US.UTF-8"],
    ])
  func `a locale without UTF-8 and the console are drawn in ASCII`(environment: [String: String]) {
    #expect(traits(true, environment).style == .ascii)
  }
}
