import LaneMath

/// Which columns of a GRU's record hold what: seven blocks of H, the same in both forms.
struct GRURecord {
  let hiddenSize: Int

  /// 7H.
  var size: Int { 7 * hiddenSize }
  /// Where the product h U lands before the gates take their shares of it.
  var products: Range<Int> { 0..<3 * hiddenSize }
  /// The record of the reset gate's activation.
  var resetDerivative: Range<Int> { block(0) }
  /// The record of the update gate's activation.
  var updateDerivative: Range<Int> { block(1) }
  /// h U_n + c_n where the reset gate acts after the product, r * h where it acts before.
  var hiddenPart: Range<Int> { block(2) }
  /// The record of the candidate's activation.
  var candidateDerivative: Range<Int> { block(3) }
  /// r.
  var reset: Range<Int> { block(4) }
  /// z.
  var update: Range<Int> { block(5) }
  /// n.
  var candidate: Range<Int> { block(6) }

  /// The three gates, as instruments find them in the record.
  func gates(candidateCoupling: GateCoupling) -> [GateShape] {
    [
      GateShape(
        name: "reset", isMultiplicative: true, activationColumn: resetDerivative.lowerBound,
        valueColumn: reset.lowerBound),
      GateShape(
        name: "update", isMultiplicative: true, activationColumn: updateDerivative.lowerBound,
        valueColumn: update.lowerBound),
      GateShape(
        name: "candidate", coupling: candidateCoupling,
        activationColumn: candidateDerivative.lowerBound, valueColumn: candidate.lowerBound),
    ]
  }

  /// What the machine's loop for the way back reads.
  var columns: GRUColumns {
    GRUColumns(
      reset: reset.lowerBound, update: update.lowerBound, candidate: candidate.lowerBound,
      hiddenPart: hiddenPart.lowerBound, resetSlope: resetDerivative.lowerBound,
      updateSlope: updateDerivative.lowerBound, candidateSlope: candidateDerivative.lowerBound)
  }

  private func block(_ index: Int) -> Range<Int> {
    index * hiddenSize..<(index + 1) * hiddenSize
  }
}
