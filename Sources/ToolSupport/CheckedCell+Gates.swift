import Activations
import RunReports

extension CheckedCell {
  /// What can happen where a gate's activation leaves [0, 1]; nil where none can.
  ///
  /// The update gate mixes the old state and the candidate, so that the state is bounded by both
  /// only where the gate is a share. The reset gate scales what the candidate sees of the old
  /// state: the mix stays one.
  var gateWarning: String? {
    let names = (reset: Self.short(reset), update: Self.short(update))
    let mix =
      "the new state is no mix of the old one and the candidate, and it can grow without bound"
    switch (Self.leavesRange(reset), Self.leavesRange(update)) {
    case (false, false): return nil
    case (true, false):
      return
        "The reset gate's activation \(names.reset) can leave [0, 1]: there it \(resetEffect); "
        + "the new state is still a mix of the old one and the candidate."
    case (false, true):
      return "The update gate's activation \(names.update) can leave [0, 1]: there \(mix)."
    case (true, true):
      let subject =
        reset?.name == update?.name
        ? "Both gates' activation \(names.update)"
        : "The activations of the reset gate, \(names.reset), and of the update gate, "
          + "\(names.update),"
      return
        "\(subject) can leave [0, 1]: where the update gate does, \(mix); where the reset gate "
        + "does, it \(resetEffect)."
    }
  }

  /// What a reset gate out of range does to the product of the old state with its weights.
  private var resetEffect: String {
    let term = "the recurrent term of the candidate"
    guard let reset, reset.lowerBound < 0 else { return "enlarges \(term)" }
    return reset.upperBound > 1 ? "enlarges \(term) or turns its sign" : "turns the sign of \(term)"
  }

  private static func leavesRange(_ gate: Activation<Double>?) -> Bool {
    guard let gate else { return false }
    return gate.lowerBound < 0 || gate.upperBound > 1
  }

  private static func short(_ gate: Activation<Double>?) -> String {
    DisplayText.truncated(gate?.name ?? "", to: 60, style: .unicode)
  }
}
