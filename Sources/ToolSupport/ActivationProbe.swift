import Activations
import Foundation
import RunRecords
import RunReports

/// What `rnn-probe activation` does once its command line is parsed.
public struct ActivationProbe: Sendable {
  let activation: Activation<Double>
  let points: [Double]
  let showsPoints: Bool
  let gain: Double
  let inputScale: Double
  let page: URL?

  /// Where the JSON report has values unless others are asked for.
  static let defaultPoints = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3]

  /// Checks the options.
  ///
  /// - Parameter page: where the page is written; nil for none.
  /// - Throws: ``ToolFailure`` with status 64.
  public init(
    activation text: String, at list: String?, gain: Double, inputScale: Double,
    page: String? = nil
  ) throws(ToolFailure) {
    do {
      activation = try Activation<Double>(parsing: text)
    } catch {
      throw ToolFailure(.usage, error)
    }
    guard gain > 0, gain.isFinite else {
      throw ToolFailure(.usage, "--gain \(gain) is out of range: choose a number above 0.")
    }
    guard inputScale >= 0, inputScale < 1e6 else {
      throw ToolFailure(
        .usage, "--input-scale \(inputScale) is out of range: choose a number from 0 to 1000000.")
    }
    self.gain = gain
    self.inputScale = inputScale
    self.page = page.map { URL(filePath: $0) }
    showsPoints = list != nil
    guard let list else {
      points = Self.defaultPoints
      return
    }
    let parts = list.split(separator: ",", omittingEmptySubsequences: false)
    points = parts.compactMap { Double($0.filter { $0 != " " }) }.filter(\.isFinite)
    guard points.count == parts.count else {
      throw ToolFailure(
        .usage, "--at \(list) is no list of numbers: write them with commas, as --at=-3,0,0.5.")
    }
  }

  /// Writes the page where one is asked for, and the report, or its JSON form, to standard output.
  ///
  /// - Throws: ``ToolFailure`` with status 73 where it cannot be written.
  public func execute(asJSON: Bool) throws(ToolFailure) {
    let findings = activation.isElementwise ? ActivationFindings(self) : nil
    try write(findings?.page ?? rowWisePage)
    if asJSON {
      _ = try StandardStreams.write(try (findings?.json ?? rowWiseJSON).encoded())
      return
    }
    let writer = TerminalWriter.standardOutput()
    guard let findings else {
      writer.write("\(activation.name): \(formula)", emphasis: .heading)
      writer.write(rowWiseSentence)
      return
    }
    findings.show(writer)
  }

  /// Writes the page; what exists is never overwritten, as with every `--output`.
  private func write(_ document: @autoclosure () -> PageDocument) throws(ToolFailure) {
    guard let page else { return }
    do throws(RunFileError) {
      guard !FileManager.default.fileExists(atPath: page.path) else {
        throw .alreadyExists(path: page.path)
      }
      try AtomicFile.write(Data(document().html.utf8), to: page)
    } catch {
      throw ToolFailure(.cannotWrite, error)
    }
  }

  /// The catalogue's formula of a row-wise activation.
  private var formula: String {
    Activation<Double>.catalogue.first { $0.name == activation.name }?.formula ?? activation.name
  }

  /// What there is to say of softmax.
  private var rowWiseSentence: String {
    "\(activation.name) is row-wise: a value depends on all preactivations of its row, with values "
      + "from \(ActivationFindings.number(activation.lowerBound)) to "
      + "\(ActivationFindings.number(activation.upperBound)). Slope, kinks, the mean-field map and the "
      + "critical gain are those of element-wise activations and do not apply."
  }

  private var rowWisePage: PageDocument {
    PageDocument(
      title: ActivationFindings.pageTitle(activation.name), lead: formula,
      sections: [
        PageSection(id: "function", title: "The function", blocks: [.paragraph(rowWiseSentence)])
      ], footer: ActivationFindings.footer)
  }

  private var rowWiseJSON: JSONValue {
    .object([
      "name": .text(activation.name), "formula": .text(formula),
      "is_elementwise": .bool(false), "lower_bound": .number(activation.lowerBound),
      "upper_bound": .number(activation.upperBound), "lipschitz": .null, "kinks": .list([]),
      "guaranteed_vanishing_sigma": .null, "critical_gain": .null, "values": .list([]),
      "note": .text(rowWiseSentence),
    ])
  }
}
