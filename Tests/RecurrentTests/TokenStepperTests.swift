import Activations
import BLASMatrices
import Recurrent
import Testing

@Suite struct TokenStepperTests {
  @Test(arguments: CellForm.cells, Precision.allCases)
  func `logits one token at a time are those of the window`(form: CellForm, precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let (network, filled) = EquivalenceTests.network(form, scalar, inputs: .tokens)
      let tape = NetworkTape(network.architecture, steps: 5, batchSize: 1)
      tape.copy(filled, firstRow: 1, withState: false)
      let window = WindowResult(network, tape)
      let stepper = TokenStepper(network)
      var logits: [Scalar] = []
      let tokens = tape.tokens
      for step in 0..<5 {
        let values = stepper.logits(after: tokens.span[step])
        logits += values.indices.map { values[$0] }
      }
      let tolerance = scalar.tolerance(
        float: EquivalenceTests.float, double: EquivalenceTests.double)
      #expect(normwiseError(logits, window.logits.elements) <= tolerance)
    }
    check(precision.scalar)
  }

  @Test func `two steppers do not share a state`() {
    let (network, _) = EquivalenceTests.network(.elman, Float.self, inputs: .tokens)
    let (first, second) = (TokenStepper(network), TokenStepper(network))
    func step(_ stepper: TokenStepper<Float>, _ token: Int32) -> [Float] {
      let values = stepper.logits(after: token)
      return values.indices.map { values[$0] }
    }
    let start = step(first, 1)
    #expect(step(first, 1) != start)
    #expect(step(second, 1) == start)
  }
}
