import Activations
import BLASMatrices
import LaneMath

/// Where the reset gate of a GRU acts.
public enum ResetPlacement: String, Sendable, Codable, CaseIterable {
  /// On the product, r * (h U_n + c_n): PyTorch, cuDNN, Keras's default.
  case after
  /// On the state, (r * h) U_n: the encoder of Cho et al. 2014, ONNX's default.
  case before
}

/// The gated recurrent unit of PyTorch and cuDNN: the reset gate acts after the product.
///
///     r  = f_r(x W_r + b_r + h U_r + c_r)
///     z  = f_z(x W_z + b_z + h U_z + c_z)
///     n  = f_n(x W_n + b_n + r * (h U_n + c_n))
///     h' = (1 - z) * n + z * h
///
/// Blocks r, z, n (reset, update, candidate) of W_ih [I x 3H] and W_hh [H x 3H]; the update gate
/// keeps the old state, as in Cho et al., PyTorch, Keras and Flax (Chung et al. 2014, Haiku and
/// char-rnn exchange z and 1 - z; see <doc:TheTwoGRUs>). Reset and update gate may have different
/// activations.
///
/// Reference: Cho et al. 2014, arXiv 1406.1078; the reset-after form is cuDNN's. The original form
/// is ``ResetBeforeGRUCell``.
public struct GRUCell<Scalar: BLASScalar>: RecurrentCell {
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
      inputSize: inputSize, hiddenSize: hiddenSize,
      gates: block.gates(candidateCoupling: .separate), stateSize: hiddenSize,
      recordSize: block.size)
  }

  /// The activations of reset gate, update gate and candidate.
  public var activations: [Activation<Scalar>] { [reset, update, candidate] }

  /// The equations above, row by row after one product h U.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func step(
    _ weights: borrowing CellWeights<Scalar>, gates: inout MutableRows<Scalar>,
    previous: Rows<Scalar>, record: inout MutableRows<Scalar>, next: inout MutableRows<Scalar>
  ) {
    let size = shape.hiddenSize
    let block = GRURecord(hiddenSize: size)
    // The product lands in the first three record blocks: of h U_r and h U_z only the sums with
    // the input part are needed, so their places are free for the gates' derivatives afterwards.
    var products = record.block(block.products)
    products.setProduct(previous, weights.weightHH)
    let candidateBias = weights.biasHH.columns(shape.columns(ofGate: 2))[0]

    for row in 0..<gates.rowCount {
      var a = gates.block(0..<2 * size)
      var resetAndUpdate = a[row]
      UnitRow.add(record.reading.columns(0..<2 * size)[row], to: &resetAndUpdate)

      var r = record.block(block.reset)
      var rDerivative = record.block(block.resetDerivative)
      var rValue = r[row]
      var rRecord = rDerivative[row]
      reset.apply(
        gates.reading.columns(0..<size)[row], value: &rValue, record: &rRecord)

      var z = record.block(block.update)
      var zDerivative = record.block(block.updateDerivative)
      var zValue = z[row]
      var zRecord = zDerivative[row]
      update.apply(
        gates.reading.columns(size..<2 * size)[row], value: &zValue, record: &zRecord)

      var hiddenPart = record.block(block.hiddenPart)
      var c = hiddenPart[row]
      UnitRow.add(candidateBias, to: &c)
      var aN = gates.block(shape.columns(ofGate: 2))
      var candidatePreactivation = aN[row]
      UnitRow.add(
        product: rValue.span, c.span, to: &candidatePreactivation)

      var n = record.block(block.candidate)
      var nDerivative = record.block(block.candidateDerivative)
      var nValue = n[row]
      var nRecord = nDerivative[row]
      candidate.apply(candidatePreactivation.span, value: &nValue, record: &nRecord)

      var state = next[row]
      UnitRow.mix(zValue.span, nValue.span, previous[row], into: &state)
    }
  }

  /// The equations above in opposite order.
  ///
  ///     dn = dh' (1 - z),  dz = dh' (h - n)
  ///     da_n = dn f_n',    da_z = dz f_z',    dr = da_n (h U_n + c_n),    da_r = dr f_r'
  ///     dh = dh' z + [da_r, da_z, da_n r] Uᵀ
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func pullback(
    _ weights: borrowing CellWeights<Scalar>, previous: Rows<Scalar>, record: Rows<Scalar>,
    copies: Int, state: inout MutableRows<Scalar>, inputGates: inout MutableRows<Scalar>,
    hiddenGates: inout MutableRows<Scalar>
  ) {
    let size = shape.hiddenSize
    let block = GRURecord(hiddenSize: size)
    let isElementwise =
      reset.isElementwise && update.isElementwise && candidate.isElementwise
    for copy in 0..<copies {
      for row in 0..<record.rowCount {
        let target = copy * record.rowCount + row
        if isElementwise {
          var dInput = inputGates[target]
          var dHidden = hiddenGates[target]
          var dState = state[target]
          let ran = Scalar.pullBackGRU(
            record[row], block.columns, previous: previous[row], cotangent: &dState,
            inputGates: &dInput, hiddenGates: &dHidden)
          if ran { continue }
        }
        var resetColumns = inputGates.block(shape.columns(ofGate: 0))
        var updateColumns = inputGates.block(shape.columns(ofGate: 1))
        var candidateColumns = inputGates.block(shape.columns(ofGate: 2))
        var hiddenCandidateColumns = hiddenGates.block(shape.columns(ofGate: 2))
        var dR = resetColumns[target]
        var dZ = updateColumns[target]
        var dN = candidateColumns[target]
        var dC = hiddenCandidateColumns[target]
        var dH = state[target]

        UnitRow.unmix(
          record.columns(block.update)[row], record.columns(block.candidate)[row], previous[row],
          cotangent: &dH, update: &dZ, candidate: &dN)
        candidate.pullback(record: record.columns(block.candidateDerivative)[row], cotangent: &dN)
        update.pullback(record: record.columns(block.updateDerivative)[row], cotangent: &dZ)
        UnitRow.multiply(dN.span, record.columns(block.hiddenPart)[row], into: &dR)
        UnitRow.multiply(dN.span, record.columns(block.reset)[row], into: &dC)
        reset.pullback(record: record.columns(block.resetDerivative)[row], cotangent: &dR)

        var hiddenGateColumns = hiddenGates.block(0..<2 * size)
        var hidden = hiddenGateColumns[target]
        UnitRow.copy(inputGates.reading.columns(0..<2 * size)[target], into: &hidden)
      }
    }
    state.setProduct(hiddenGates.reading, weights.weightHH.transposed, adding: true)
  }
}
