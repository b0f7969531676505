import LaneMath

/// clip((x + 1) / 2, 0, 1), the derivative of sparse-plus; its own at -1 and 1 is 0.
enum SparseSigmoid: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "sparse-sigmoid",
    formula: "min(1, max(0, (x + 1) / 2))",
    source: "Blondel, Martins & Niculae 2019, arXiv:1901.02324, section 6.2",
    peers: "Keras sparse_sigmoid, jax.nn.sparse_sigmoid")

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    elementwise(parameters, (0, 1), kinks: [-1, 1]) { input, value, record in
      mapLanes(input, value: &value, derivative: &record) { x in
        let line = 0.5 * (x + 1)
        let raised = line < 0 ? 0 : line
        return (
          raised > 1 ? 1 : raised, x.magnitude < 1 ? 0.5 : (x.magnitude >= 1 ? 0 : x)
        )
      }
    }
  }
}
