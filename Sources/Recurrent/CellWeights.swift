import BLASMatrices

/// The weights of one layer as its cell sees them: borrowed views, stored [in x out].
///
/// PyTorch keeps the transposes; see <doc:LayoutAndLetters>.
public struct CellWeights<Scalar: BLASScalar>: ~Escapable {
  /// W_ih, `[I x G*H]`: row i is what input i adds to every gate.
  public let weightIH: Rows<Scalar>
  /// W_hh, `[H x G*H]`, perhaps packed for the products of a step.
  public let weightHH: WeightMatrix<Scalar>
  /// b_ih, `[1 x G*H]`.
  public let biasIH: Rows<Scalar>
  /// b_hh, `[1 x G*H]`.
  public let biasHH: Rows<Scalar>

  @_lifetime(copy weightIH, copy weightHH, copy biasIH, copy biasHH)
  init(
    weightIH: Rows<Scalar>, weightHH: WeightMatrix<Scalar>, biasIH: Rows<Scalar>,
    biasHH: Rows<Scalar>
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.biasIH = biasIH
    self.biasHH = biasHH
  }
}
