import Activations
import BLASMatrices

/// The gated recurrent unit in its original form: the reset gate acts on the state.
///
///     r  = f_r(x W_r + b_r + h U_r + c_r)
///     z  = f_z(x W_z + b_z + h U_z + c_z)
///     n  = f_n(x W_n + b_n + (r * h) U_n + c_n)
///     h' = (1 - z) * n + z * h
///
/// Blocks r, z, n as in ``GRUCell``; here the two biases of the candidate enter only as their sum.
///
/// Reference: Cho et al. 2014, arXiv 1406.1078; ONNX's `linear_before_reset = 0`. Chung et al.
/// 2014, arXiv 1412.3555, have the same form with z and 1 - z exchanged; see <doc:TheTwoGRUs>.
public struct ResetBeforeGRUCell<Scalar: BLASScalar>: RecurrentCell {
  /// f_r: the activation of the reset gate.
  public let reset: Activation<Scalar>
  /// f_z: the activation of the update gate.
  public let update: Activation<Scalar>
  /// f_n: the activation of the candidate.
  public let candidate: Activation<Scalar>
  /// The sizes of the cell: three gates, a record of 7H.
  public let shape: CellShape

  /// A cell of H = `hiddenSize` units.
  ///
  /// - Precondition: both sizes are positive.
  public init(
    inputSize: Int, hiddenSize: Int, reset: Activation<Scalar> = .sigmoid,
    update: Activation<Scalar> = .sigmoid, candidate: Activation<Scalar> = .tanh
  ) {
    self.reset = reset
    self.update = update
    self.candidate = candidate
    let block = GRURecord(hiddenSize: hiddenSize)
    shape = CellShape(
      inputSize: inputSize, hiddenSize: hiddenSize, gates: block.gates(candidateCoupling: .summed),
      stateSize: hiddenSize, recordSize: block.size)
  }

  /// The activations of reset gate, update gate and candidate.
  public var activations: [Activation<Scalar>] { [reset, update, candidate] }

  /// Two runs: reset and update multiplied h, the candidate r * h.
  public var operandRuns: [Range<Int>] { [0..<2, 2..<3] }

  /// h for run 0, r * h for run 1.
  @_lifetime(copy previous, copy record)
  public func recurrentOperand(
    run: Int, previous: Rows<Scalar>, record: Rows<Scalar>
  ) -> Rows<Scalar> {
    run == 0 ? previous : record.columns(GRURecord(hiddenSize: shape.hiddenSize).hiddenPart)
  }

  /// The equations above: gates from h U_rz, then the candidate from (r * h) U_n.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func step(
    _ weights: borrowing CellWeights<Scalar>, gates: inout MutableRows<Scalar>,
    previous: Rows<Scalar>, record: inout MutableRows<Scalar>, next: inout MutableRows<Scalar>
  ) {
    let size = shape.hiddenSize
    let block = GRURecord(hiddenSize: size)
    var resetAndUpdate = gates.block(0..<2 * size)
    resetAndUpdate.setProduct(previous, weights.weightHH.columns(0..<2 * size), adding: true)

    for row in 0..<gates.rowCount {
      var r = record.block(block.reset)
      var rDerivative = record.block(block.resetDerivative)
      var rValue = r[row]
      var rRecord = rDerivative[row]
      reset.apply(gates.reading.columns(0..<size)[row], value: &rValue, record: &rRecord)

      var z = record.block(block.update)
      var zDerivative = record.block(block.updateDerivative)
      var zValue = z[row]
      var zRecord = zDerivative[row]
      update.apply(
        gates.reading.columns(size..<2 * size)[row], value: &zValue, record: &zRecord)

      var hiddenPart = record.block(block.hiddenPart)
      var resetHidden = hiddenPart[row]
      UnitRow.multiply(rValue.span, previous[row], into: &resetHidden)
    }

    var candidateGate = gates.block(shape.columns(ofGate: 2))
    candidateGate.setProduct(
      record.reading.columns(block.hiddenPart),
      weights.weightHH.columns(shape.columns(ofGate: 2)), adding: true)

    for row in 0..<gates.rowCount {
      var n = record.block(block.candidate)
      var nDerivative = record.block(block.candidateDerivative)
      var nValue = n[row]
      var nRecord = nDerivative[row]
      candidate.apply(
        gates.reading.columns(shape.columns(ofGate: 2))[row], value: &nValue, record: &nRecord)
      var state = next[row]
      UnitRow.mix(
        record.reading.columns(block.update)[row], nValue.span, previous[row], into: &state)
    }
  }

  /// The equations above in opposite order.
  ///
  ///     dn = dh' (1 - z),  dz = dh' (h - n)
  ///     da_n = dn f_n',    da_z = dz f_z',    d(rh) = da_n U_nᵀ
  ///     dr = d(rh) h,      da_r = dr f_r'
  ///     dh = dh' z + d(rh) r + [da_r, da_z] U_rzᵀ
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func pullback(
    _ weights: borrowing CellWeights<Scalar>, previous: Rows<Scalar>, record: Rows<Scalar>,
    copies: Int, state: inout MutableRows<Scalar>, inputGates: inout MutableRows<Scalar>,
    hiddenGates: inout MutableRows<Scalar>
  ) {
    let size = shape.hiddenSize
    let block = GRURecord(hiddenSize: size)
    for copy in 0..<copies {
      for row in 0..<record.rowCount {
        let target = copy * record.rowCount + row
        var updateColumns = inputGates.block(shape.columns(ofGate: 1))
        var candidateColumns = inputGates.block(shape.columns(ofGate: 2))
        var dZ = updateColumns[target]
        var dN = candidateColumns[target]
        var dH = state[target]
        UnitRow.unmix(
          record.columns(block.update)[row], record.columns(block.candidate)[row], previous[row],
          cotangent: &dH, update: &dZ, candidate: &dN)
        candidate.pullback(record: record.columns(block.candidateDerivative)[row], cotangent: &dN)
        update.pullback(record: record.columns(block.updateDerivative)[row], cotangent: &dZ)
      }
    }

    // d(rh) takes the place of the reset gate's cotangent until that is made from it.
    var resetColumns = inputGates.block(shape.columns(ofGate: 0))
    resetColumns.setProduct(
      inputGates.reading.columns(shape.columns(ofGate: 2)),
      weights.weightHH.columns(shape.columns(ofGate: 2)).transposed)

    for copy in 0..<copies {
      for row in 0..<record.rowCount {
        let target = copy * record.rowCount + row
        var dR = resetColumns[target]
        var dH = state[target]
        UnitRow.add(product: dR.span, record.columns(block.reset)[row], to: &dH)
        UnitRow.scale(&dR, by: previous[row])
        reset.pullback(record: record.columns(block.resetDerivative)[row], cotangent: &dR)
      }
    }
    state.setProduct(
      inputGates.reading.columns(0..<2 * size),
      weights.weightHH.columns(0..<2 * size).transposed, adding: true)
  }
}
