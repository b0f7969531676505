import Foundation
import RunReports
import Testing

/// What a writer wrote, and the time it is told.
private final class Screen {
  var writes: [String] = []
  var time = 0.0
  var columns = 40

  func writer(isTerminal: Bool = true, usesColors: Bool = false) -> TerminalWriter {
    TerminalWriter(
      traits: TerminalTraits(isTerminal: isTerminal, usesColors: usesColors, style: .ascii),
      width: { self.columns }, clock: { self.time }, sink: { self.writes.append($0) })
  }
}

struct TerminalWriterTests {
  fileprivate let screen = Screen()

  private func progress(_ step: Int) -> ProgressText {
    ProgressText(step: step, totalSteps: 10, loss: 2)
  }

  @Test func `a terminal redraws the progress in place`() {
    let writer = screen.writer()
    writer.show(progress(1))
    screen.time = 0.1
    writer.show(progress(2))
    #expect(
      screen.writes == [
        "[#..........]   10 %   1/10  loss 2.000\u{1B}[K",
        "\r[##.........]   20 %   2/10  loss 2.000\u{1B}[K",
      ])
  }

  @Test func `the progress is drawn ten times a second at most`() {
    let writer = screen.writer()
    for update in 0..<1000 {
      screen.time = Double(update) / 1000
      writer.show(progress(update / 100))
    }
    #expect((9...10).contains(screen.writes.count))
  }

  @Test func `a permanent line clears the bar and draws the latest below in one write`() {
    let writer = screen.writer()
    writer.show(progress(1))
    screen.time = 0.05
    writer.show(progress(2))
    writer.write("saved\nmodel")
    #expect(
      screen.writes[1...] == ["\r\u{1B}[Ksaved\nmodel\n[##.........]   20 %   2/10  loss 2.000"])
  }

  @Test func `the end leaves the latest progress or takes it away`() {
    let writer = screen.writer()
    writer.show(progress(1))
    writer.show(progress(10))
    writer.endProgress()
    writer.endProgress()
    writer.write("done")
    #expect(
      screen.writes[1...] == ["\r\u{1B}[K[###########]  100 %  10/10  loss 2.000\n", "done\n"])
    writer.show(progress(1))
    writer.endProgress(keeping: false)
    #expect(screen.writes.last == "\r\u{1B}[K")
  }

  @Test func `a pipe gets plain lines at milestones`() {
    let writer = screen.writer(isTerminal: false)
    writer.show(progress(1))
    writer.show(progress(2), isMilestone: true)
    writer.write(["a", "b"], emphasis: .alarm)
    writer.endProgress()
    #expect(
      screen.writes == ["step  2/10   20 %  loss 2.000 nats  2.885 bits/char\n", "a\nb\n"])
  }

  @Test func `emphasis colours whole lines where colours are wanted`() {
    let writer = screen.writer(usesColors: true)
    writer.write("a\n\nb", emphasis: .alarm)
    writer.write("c")
    screen.writer(usesColors: false).write("d", emphasis: .good)
    #expect(
      screen.writes == ["\u{1B}[1;31ma\u{1B}[0m\n\n\u{1B}[1;31mb\u{1B}[0m\n", "c\n", "d\n"])
  }

  @Test func `a line cannot move the cursor`() {
    screen.writer().write("a\rb\u{1B}[2Jc")
    #expect(screen.writes == ["a\\rb\\u{1B}[2Jc\n"])
  }

  @Test(arguments: [-1, 0, 1, 2, 20])
  func `the bar leaves the last column of any width free`(columns: Int) {
    screen.columns = columns
    screen.writer().show(progress(1))
    let drawn = screen.writes[0].replacingOccurrences(of: "\u{1B}[K", with: "")
    #expect(DisplayText.width(of: drawn) <= max(0, columns - 1))
  }

  @Test func `a file descriptor gets every byte`() throws {
    let pipe = Pipe()
    let writer = TerminalWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor)
    writer.write("gradient 漢字")
    writer.show(progress(2), isMilestone: true)
    try pipe.fileHandleForWriting.close()
    let data = try #require(try pipe.fileHandleForReading.readToEnd())
    let expected = "gradient 漢字\nstep  2/10   20 %  loss 2.000 nats  2.885 bits/char\n"
    #expect(String(decoding: data, as: UTF8.self) == expected)
  }

  @Test func `a descriptor that is not open is survived`() {
    TerminalWriter(descriptor: -1).write("lost")
  }
}

/// Two lines of progress.
private struct TwoLines: ProgressDrawing {
  let number: Int
  var line: String { "both \(number)" }

  func drawing(width: Int, style: GlyphStyle) -> [String] { ["a \(number)", "b \(number)"] }
}

extension TerminalWriterTests {
  @Test func `progress of several lines is redrawn from its first`() {
    let writer = screen.writer()
    writer.show(TwoLines(number: 1))
    screen.time = 0.2
    writer.show(TwoLines(number: 2))
    writer.write("saved")
    writer.endProgress()
    #expect(
      screen.writes == [
        "a 1\u{1B}[K\nb 1\u{1B}[K",
        "\r\u{1B}[1Aa 2\u{1B}[K\nb 2\u{1B}[K",
        "\r\u{1B}[1A\u{1B}[Jsaved\na 2\u{1B}[K\nb 2",
        "\r\u{1B}[1A\u{1B}[Ja 2\u{1B}[K\nb 2\n",
      ])
  }

  @Test func `a pipe gets the one line of several`() {
    let writer = screen.writer(isTerminal: false)
    writer.show(TwoLines(number: 1))
    writer.show(TwoLines(number: 2), isMilestone: true)
    #expect(screen.writes == ["both 2\n"])
  }
}
