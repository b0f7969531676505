import Activations
import RunReports

extension ActivationFindings {
  /// Writes facts, plot and theory.
  func show(_ writer: TerminalWriter) {
    let (width, style) = (writer.width, writer.traits.style)
    say(heading, writer, emphasis: .heading)
    if let warning { writer.write(warning, emphasis: .alarm) }
    var table = TextTable([.text("the function"), .text("found")])
    for fact in facts { table.add([fact.name, fact.value]) }
    writer.write(table.lines(width: width, style: style))
    writer.write("")
    let activation = activation
    let chart = ActivationChart { places in
      let (values, slopes) = activation.evaluate(places)
      return places.indices.map {
        ActivationChart.Point(x: places[$0], value: values[$0], derivative: slopes[$0])
      }
    }
    writer.write(chart.lines(width: width, style: style))
    if showsPoints {
      writer.write("")
      var table = TextTable(Self.pointTitles.map { .number($0) })
      for row in pointRows { table.add(row) }
      writer.write(table.lines(width: width, style: style))
    }
    writer.write("")
    say("\(ensembleSentence):", writer, emphasis: .heading)
    showFixedPoints(writer)
    writer.write("")
    say(criticalSentence, writer, emphasis: .heading)
    showCriticalGains(writer)
  }

  private func showFixedPoints(_ writer: TerminalWriter) {
    guard !fixedPoints.isEmpty else {
      say(absenceSentence, writer)
      return
    }
    show(Self.fixedPointTitles, fixedPointRows, writer)
  }

  private func showCriticalGains(_ writer: TerminalWriter) {
    guard !criticalGains.isEmpty else { return }
    show(Self.criticalTitles, criticalRows, writer)
  }

  /// A sentence, broken between words.
  private func say(
    _ sentence: String, _ writer: TerminalWriter, emphasis: TerminalWriter.Emphasis = .plain
  ) {
    for line in DisplayText.wrapped(sentence, to: writer.width) {
      writer.write(line, emphasis: emphasis)
    }
  }

  /// A table whose last column holds words.
  private func show(_ titles: [String], _ rows: [[String]], _ writer: TerminalWriter) {
    var table = TextTable(
      titles.dropLast().map { TextTable.Column.number($0) }
        + titles.suffix(1).map { TextTable.Column.text($0) })
    for row in rows { table.add(row) }
    writer.write(table.lines(width: writer.width, style: writer.traits.style))
  }
}
