import LaneMath

/// 0, a parabola, x: the softplus of sparsemax, without kinks.
enum SparsePlus: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "sparse-plus",
    formula: "x <= -1 ? 0 : (x < 1 ? (x + 1)^2 / 4 : x)",
    source: "Blondel, Martins & Niculae 2019, arXiv:1901.02324, section 6.2",
    peers: "Keras sparse_plus, jax.nn.sparse_plus")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, .infinity)) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let half = 0.5 * (x + 1)
        return (
          x >= 1 ? x : (x <= -1 ? 0 : half * half), x >= 1 ? 1 : (x <= -1 ? 0 : half)
        )
      }
    }
  }
}
