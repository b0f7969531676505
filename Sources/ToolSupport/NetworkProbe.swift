import Activations
import BLASMatrices
import GradientFlow
import Recurrent
import RunRecords
import RunReports

/// What `rnn-probe network` does once its command line is parsed.
public struct NetworkProbe {
  let cell: CheckedCell
  let initialization: Initialization
  let options: NetworkProbeOptions
  private let exponents: ExponentCount

  /// The largest network; its Jacobian takes the square of it.
  static let largestUnits = 4_096

  /// Checks the options.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  public init(_ options: NetworkProbeOptions) throws(ToolFailure) {
    self.options = options
    try options.cell.checkSingle()
    try OptionRange.check("--units", options.units, 1...Self.largestUnits)
    cell = try CheckedCell(options.cell, hiddenSize: "\(options.units)", layers: nil)
    initialization = try Self.initialization(options)
    exponents = try ExponentCount(options.exponents)
    try OptionRange.check("--steps", options.steps, 1...1_000_000)
    try OptionRange.check("--warmup", options.warmup, 0...1_000_000)
    try OptionRange.check("--seeds", options.seeds, 1...1_000)
    guard options.inputScale >= 0, options.inputScale.isFinite else {
      throw ToolFailure(
        .usage,
        "--input-scale \(options.inputScale) is out of range: choose a number from 0.")
    }
    try checkMemory()
  }

  /// Measures every seed and writes the results to standard output.
  ///
  /// - Throws: ``ToolFailure``.
  public func execute() throws(ToolFailure) {
    LinearAlgebraBackend.useOneThreadPerProduct()
    let seeds = (0..<UInt64(options.seeds)).map { options.seed &+ $0 }
    var measurements: [DrivenMeasurement] = []
    for seed in seeds { measurements.append(try measure(seed: seed)) }
    let report = NetworkReport(self, seeds: seeds, measurements)
    if options.json {
      _ = try StandardStreams.write(ProbeJSON.text(report))
    } else {
      let writer = TerminalWriter.standardOutput()
      writer.write(report.lines(width: writer.width, style: writer.traits.style))
    }
  }

  /// One network of the ensemble.
  func measure(seed: UInt64) throws(ToolFailure) -> DrivenMeasurement {
    let driven = DrivenNetwork<Double>(
      initialization: initialization, inputScale: options.inputScale, seed: seed, cell: makeCell)
    do {
      return try DrivenMeasurement(
        driven, steps: options.steps, settling: options.warmup,
        count: exponents.count(of: options.units))
    } catch { throw ToolFailure(.data, error) }
  }

  private func makeCell(inputSize: Int) -> any RecurrentCell<Double> {
    // One size, one cell.
    cell.kind.cells(
      inputSize: inputSize, hiddenSizes: cell.hiddenSizes, hidden: cell.hidden,
      reset: cell.reset ?? .sigmoid, update: cell.update ?? .sigmoid)[0]
  }
}

extension NetworkProbe {
  private static func initialization(
    _ options: NetworkProbeOptions
  ) throws(ToolFailure) -> Initialization {
    guard let text = options.initialization else {
      let gain = options.gain ?? 1
      guard gain > 0, gain.isFinite else {
        throw ToolFailure(
          .usage, "--gain \(gain) is out of range: choose a number above 0.")
      }
      return .gaussian(gain: gain)
    }
    guard options.gain == nil else {
      throw ToolFailure(
        .usage,
        "--gain has no effect beside --init: leave one of the two out, or write the gain in "
          + "brackets as in orthogonal(1.4).")
    }
    do {
      return try Initialization(named: text)
    } catch .needsNetwork {
      throw ToolFailure(
        .usage,
        "--init critical is computed for a network that is trained: look its gain up by "
          + "`rnn-probe activation`, and give it by --gain.")
    } catch { throw ToolFailure(.usage, error) }
  }

  /// Refuses a tape larger than 4 GB.
  private func checkMemory() throws(ToolFailure) {
    let shape = makeCell(inputSize: 1).shape
    let perStep = shape.stateSize + shape.recordSize + 2 * shape.gateWidth
    let bytes = 8 * perStep * (options.steps + options.warmup)
    guard bytes <= 4 << 30 else {
      throw ToolFailure(
        .usage,
        "\(options.steps + options.warmup) steps of \(options.units) units take "
          + "\(bytes >> 30) GB of memory: choose fewer --steps or --units.")
    }
  }
}
