import Activations
import BLASMatrices
import Recurrent
import RunRecords

/// A cell, its activations and its sizes, each option within its range and each with an effect.
struct CheckedCell {
  let kind: CellKind
  let hidden: Activation<Double>
  /// The activations of the gates; nil for Elman.
  let reset: Activation<Double>?
  let update: Activation<Double>?
  let hiddenSizes: [Int]

  /// Checks the texts of the options; of several values, the first.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  init(_ cell: CellOptions, hiddenSize: String, layers: Int?) throws(ToolFailure) {
    kind = cell.cell.value
    (reset, update) = try Self.gates(
      kind, gate: cell.gate?.value, resetGate: cell.resetGate?.value,
      updateGate: cell.updateGate?.value)
    hidden = try Self.activation(cell.hidden.value, "--hidden")
    hiddenSizes = try Self.sizes(hiddenSize, layers: layers)
  }

  private static func activation(
    _ text: String, _ option: String
  ) throws(ToolFailure) -> Activation<Double> {
    do {
      return try Activation<Double>(parsing: text)
    } catch {
      throw ToolFailure(.usage, "\(option): \(error)")
    }
  }

  /// The activations of the gates; an Elman cell has none and refuses their options by name.
  private static func gates(
    _ cell: CellKind, gate: String?, resetGate: String?, updateGate: String?
  ) throws(ToolFailure) -> (reset: Activation<Double>?, update: Activation<Double>?) {
    let options = [
      ("--gate", gate), ("--reset-gate", resetGate), ("--update-gate", updateGate),
    ]
    guard cell.hasGates else {
      for (name, value) in options where value != nil {
        throw ToolFailure(
          .usage,
          "\(name) has no effect on an Elman cell, which has no gates: leave it out, or "
            + "choose --cell gru.")
      }
      return (nil, nil)
    }
    if gate != nil, resetGate != nil, updateGate != nil {
      throw ToolFailure(
        .usage, "--gate has no effect beside --reset-gate and --update-gate: leave it out.")
    }
    let both = gate ?? "sigmoid"
    return (
      try activation(resetGate ?? both, resetGate == nil ? "--gate" : "--reset-gate"),
      try activation(updateGate ?? both, updateGate == nil ? "--gate" : "--update-gate")
    )
  }

  private static func sizes(
    _ hiddenSize: String, layers: Int?
  ) throws(ToolFailure) -> [Int] {
    guard let sizes = HiddenSizes(hiddenSize) else {
      throw ToolFailure(
        .usage,
        "--hidden-size \(hiddenSize) is not a size: write whole numbers from 1 to "
          + "\(HiddenSizes.largest), such as 128, or 128x64 for two layers.")
    }
    if let layers, !(1...64).contains(layers) {
      throw ToolFailure(.usage, "--layers \(layers) is out of range: choose from 1 to 64.")
    }
    guard let repeated = sizes.repeated(layers: layers) else {
      throw ToolFailure(
        .usage,
        "--layers \(layers ?? 0) contradicts --hidden-size \(hiddenSize), which "
          + "names \(sizes.values.count) layers: leave one of the two out.")
    }
    return repeated
  }
}
