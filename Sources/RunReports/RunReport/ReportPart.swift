/// What one topic of a report has to show, and what it cannot show.
struct ReportPart {
  /// The figures whose data are there.
  var figures: [Figure] = []
  /// A sentence for each figure whose data are not, with what would bring it.
  var absences: [String] = []

  /// The figures and absences of both.
  static func + (one: ReportPart, other: ReportPart) -> ReportPart {
    ReportPart(figures: one.figures + other.figures, absences: one.absences + other.absences)
  }

  /// A section of what there is; nil where there is nothing.
  func section(id: String, title: String, lead: String) -> PageSection? {
    guard !figures.isEmpty else { return nil }
    return PageSection(id: id, title: title, blocks: [.paragraph(lead), .figures(figures)])
  }
}
