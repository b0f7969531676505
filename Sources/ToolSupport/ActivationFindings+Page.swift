import RunReports

extension ActivationFindings {
  /// The report as a page of its own.
  var page: PageDocument {
    PageDocument(
      title: Self.pageTitle(analysis.name), lead: "f(x) = \(analysis.formula)",
      sections: [functionSection, theorySection, criticalSection], footer: Self.footer)
  }

  /// What wrote a page.
  static let footer = "Written by swift-recurrent \(toolkitVersion), rnn-probe activation."

  /// A name as a heading: an expression may have ten thousand characters.
  static func pageTitle(_ name: String) -> String {
    DisplayText.truncated(name, to: 60, style: .unicode)
  }

  private var functionSection: PageSection {
    var blocks: [PageBlock] = [.figures([functionFigure]), .facts(facts)]
    if let warning {
      blocks.insert(.finding(.alarm, word: "Not a number:", sentence: warning), at: 0)
    }
    if showsPoints {
      blocks.append(
        .table(
          ValueTable(
            caption: "Value and derivative at the points asked for", columns: Self.pointTitles,
            rows: pointRows, isNumeric: true)))
    }
    return PageSection(id: "function", title: "The function", blocks: blocks)
  }

  private var theorySection: PageSection {
    var blocks: [PageBlock] = [
      .paragraph(
        "\(ensembleSentence), preactivations of variance q at one step have variance "
          + "q' = g² E[f(√q z)²] + s² at the next, and the squared norm of a gradient changes by "
          + "the factor chi = g² E[f'(√q z)²] a step; lambda = ½ ln chi.")
    ]
    if let mapFigure { blocks.append(.figures([mapFigure])) }
    blocks.append(
      fixedPoints.isEmpty
        ? .paragraph(absenceSentence)
        : .table(
          ValueTable(
            caption: "The sizes that the state can keep", columns: Self.fixedPointTitles,
            rows: fixedPointRows)))
    return PageSection(id: "theory", title: "What mean-field theory says", blocks: blocks)
  }

  private var criticalSection: PageSection {
    var blocks: [PageBlock] = [.paragraph(criticalSentence)]
    if !criticalGains.isEmpty {
      blocks.append(
        .table(
          ValueTable(
            caption: "The gains at which a size of the state loses its stability",
            columns: Self.criticalTitles, rows: criticalRows)))
    }
    return PageSection(id: "critical-gain", title: "The critical gain", blocks: blocks)
  }
}
