import GradientFlow
import RunReports

/// The numbers of `rnn-probe network`, for readers and for programs.
struct NetworkReport: Encodable {
  let cell: String
  let hidden: String
  let resetGate: String?
  let updateGate: String?
  private let gateWarning: String?
  let units: Int
  let initialization: String
  let inputScale: Double
  let steps: Int
  let warmup: Int
  let seeds: [UInt64]
  let lyapunovExponents: Spectra
  let vanishedExponents: [Int?]
  let lambda1: SeedStatistics
  let entropy: SeedStatistics
  let kaplanYorkeDimension: SeedStatistics
  let jacobianSlope: SeedStatistics
  /// The standard errors within each seed, from rows and probes.
  let jacobianSlopeErrors: [Double?]
  let jacobianLags: Int
  let saturatedFraction: SeedStatistics
  let hiddenRootMeanSquare: SeedStatistics
  let spectralRadius: SeedStatistics
  let largestSingularValue: SeedStatistics
  /// Why a value is missing, by seed; nil where none is.
  let refusals: [String?]
  let theory: NetworkTheory

  /// Whole spectra: by seed, and the median and error of each exponent.
  struct Spectra: Encodable {
    let values: [[Double]?]
    let median: [Double]
    let error: [Double?]
    /// The standard errors within each seed, from blocks of steps.
    let blockErrors: [[Double?]?]
  }

  private enum CodingKeys: String, CodingKey {
    case cell, hidden, resetGate, updateGate, units, inputScale, steps, warmup, seeds,
      lyapunovExponents
    case initialization = "init"
    case lambda1 = "lambda_1"
    case vanishedExponents, entropy, kaplanYorkeDimension, jacobianSlope, jacobianSlopeErrors
    case jacobianLags
    case saturatedFraction, hiddenRootMeanSquare, spectralRadius, largestSingularValue
    case refusals, theory
  }

  init(_ probe: NetworkProbe, seeds: [UInt64], _ measurements: [DrivenMeasurement]) {
    cell = probe.cell.kind.rawValue
    hidden = probe.cell.hidden.name
    (resetGate, updateGate) = (probe.cell.reset?.name, probe.cell.update?.name)
    gateWarning = probe.cell.gateWarning
    units = probe.options.units
    initialization = probe.initialization.name
    inputScale = probe.options.inputScale
    (steps, warmup) = (probe.options.steps, probe.options.warmup)
    self.seeds = seeds
    let spectra = measurements.map(\.exponents)
    let count = spectra.compactMap(\.self).first?.values.count ?? 0
    let byIndex = (0..<count).map { index in
      SeedStatistics(spectra.map { $0?.values[index] })
    }
    lyapunovExponents = Spectra(
      values: spectra.map { $0?.values }, median: byIndex.compactMap(\.median),
      error: byIndex.map(\.error), blockErrors: spectra.map { $0?.standardErrors })
    vanishedExponents = spectra.map { $0?.vanishedCount }
    lambda1 = SeedStatistics(spectra.map { $0?.values.first })
    entropy = SeedStatistics(spectra.map { $0?.entropy })
    kaplanYorkeDimension = SeedStatistics(spectra.map { $0?.kaplanYorkeDimension })
    jacobianSlope = SeedStatistics(measurements.map(\.jacobianSlope))
    jacobianSlopeErrors = measurements.map(\.jacobianSlopeError)
    jacobianLags = DrivenMeasurement.lags(units: units)
    saturatedFraction = SeedStatistics(measurements.map(\.saturatedFraction))
    hiddenRootMeanSquare = SeedStatistics(measurements.map(\.hiddenSize))
    spectralRadius = SeedStatistics(measurements.map(\.spectrum.spectralRadius))
    largestSingularValue = SeedStatistics(measurements.map(\.spectrum.largestSingularValue))
    refusals = measurements.map { $0.refusal?.description }
    theory = NetworkTheory(
      cell: probe.cell.kind, hidden: probe.cell.hidden, initialization: probe.initialization,
      units: probe.options.units, inputScale: probe.options.inputScale)
  }
}

extension NetworkReport {
  /// A table of measured numbers beside the theory's, and what is missing.
  func lines(width: Int, style: GlyphStyle) -> [String] {
    let heading =
      "\(cell) \(hidden), \(NumberText.count(units)) units, init \(initialization), input scale "
      + "\(NumberText.norm(inputScale)); \(seeds.count) network\(seeds.count == 1 ? "" : "s"), \(NumberText.count(steps)) "
      + "steps after \(NumberText.count(warmup))"
    var lines = DisplayText.wrapped(heading, to: width)
    var table = TextTable([
      .text("quantity"), .number("median"), .number("error"), .number("in a seed"),
      .number("theory"),
    ])
    for (name, statistics, own, predicted) in rows {
      table.add([
        name, number(statistics.median), number(statistics.error), number(own), number(predicted),
      ])
    }
    lines += table.lines(width: width, style: style)
    let shown = lyapunovExponents.median.prefix(8).map { NumberText.measured($0) }
    if !shown.isEmpty {
      let rest = lyapunovExponents.median.count - shown.count
      lines += DisplayText.wrapped(
        "Lyapunov exponents: \(shown.joined(separator: ", "))"
          + (rest > 0 ? " and \(rest) more (--json writes all)." : "."), to: width)
    }
    return lines + notes.flatMap { DisplayText.wrapped($0, to: width) }
  }

  /// Name, values by seed, the median error within a seed, and the theory's number.
  private var rows: [(String, SeedStatistics, Double?, Double?)] {
    let exponentErrors = lyapunovExponents.blockErrors.map { $0?.first ?? nil }
    return [
      ("lambda_1, nats a step", lambda1, SeedStatistics(exponentErrors).median, theory.lambda1),
      (
        "slope of ln |J_k|^2, lags 1 to \(jacobianLags)", jacobianSlope,
        SeedStatistics(jacobianSlopeErrors).median, theory.jacobianSlope
      ),
      ("saturated share", saturatedFraction, nil, theory.saturatedFraction),
      ("spectral radius", spectralRadius, nil, theory.spectralRadius),
      ("largest singular value", largestSingularValue, nil, theory.largestSingularValue),
      ("entropy, nats a step", entropy, nil, nil),
      ("Kaplan-Yorke dimension", kaplanYorkeDimension, nil, nil),
      ("hidden units, root mean square", hiddenRootMeanSquare, nil, nil),
    ]
  }

  private var notes: [String] {
    var notes = [
      "error: of the mean over seeds; in a seed: of one network, from blocks of steps, or from rows "
        + "and random probes."
    ]
    if let gateWarning { notes.append(gateWarning) }
    if let median = lambda1.median, median.isFinite {
      notes.append(
        median > ProfileFit.flatness
          ? "lambda_1 > 0: small differences grow, and gradients explode."
          : median < -ProfileFit.flatness
            ? "lambda_1 < 0: gradients vanish; 1/e is left after "
              + "\(NumberText.fixed(-1 / median, decimals: 1)) steps."
            : "lambda_1 = 0 within 0.001: at the edge between vanishing and exploding.")
    }
    if entropy.median == nil, lambda1.median != nil {
      notes.append(
        "Entropy and dimension need more exponents than the positive ones: --exponents all.")
    }
    for (seed, refusal) in zip(seeds, refusals) {
      if let refusal { notes.append("Seed \(seed): \(refusal)") }
    }
    if let note = theory.note { notes.append("Theory: \(note)") }
    return notes
  }

  private func number(_ value: Double?) -> String {
    value.map { NumberText.measured($0) } ?? "-"
  }
}
