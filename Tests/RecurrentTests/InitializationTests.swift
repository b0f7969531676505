import Activations
import BLASMatrices
import Recurrent
import Testing

@Suite struct InitializationTests {
  static let size = 24
  /// All but `critical`, whose gains are computed for a network (`CriticalInitializationTests`).
  static let drawnNames = Initialization.names.filter { $0 != "critical" }

  @Test(arguments: CellForm.cells, Precision.allCases)
  func `orthogonal makes every gate's matrix orthogonal, times the gain`(
    form: CellForm, precision: Precision
  ) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      for gain in [1, 1.4] {
        let gates = Self.gates(.orthogonal(gain: gain), form, scalar)
        #expect(Set(gates.map(\.elements)).count == gates.count)
        for gate in gates {
          let gram = Matrix.product(gate, gate.transposed)
          let expected = Matrix<Double>.identity(Self.size, scale: gain * gain)
          let tolerance = scalar.tolerance(float: 1e-5, double: 1e-13)
          #expect(normwiseError(gram.elements, expected.elements) < tolerance)
        }
      }
    }
    check(precision.scalar)
  }

  @Test func `orthogonal matrices are not biased to one sign`() {
    // The diagonal of Q is positive for every matrix if the signs of R are not carried over.
    let gate = Self.gates(.orthogonal(gain: 1), .elman, Double.self)[0]
    let negative = (0..<Self.size).count { gate[$0, $0] < 0 }
    #expect(negative > 4 && negative < 20)
  }

  @Test(arguments: CellForm.cells)
  func `identity is the identity in every gate, and the rest is small`(form: CellForm) {
    let parameters = Self.parameters(.identity, form, Float.self)
    for gate in Self.gates(.identity, form, Float.self) { #expect(gate == .identity(Self.size)) }
    for name in ["rnn.weight_ih_l0", "readout.weight"] {
      #expect(abs(deviation(parameters[name]) / 0.001 - 1) < 0.15, "\(name)")
    }
    for gate in Self.gates(.scaledIdentity(scale: 0.5), form, Float.self) {
      #expect(gate == .identity(Self.size, scale: 0.5))
    }
  }

  @Test(arguments: Precision.allCases)
  func `np-RNN is symmetric and positive with largest eigenvalue 1`(precision: Precision) {
    func check<Scalar: BLASScalar>(_ scalar: Scalar.Type) {
      let tolerance = scalar.tolerance(float: 1e-5, double: 1e-13)
      for gate in Self.gates(.npRNN, .resetAfterCandidate, scalar) {
        #expect(normwiseError(gate.transposed.elements, gate.elements) < tolerance)
        let values = gate.symmetricEigenvalues.map { Double($0) }
        #expect(abs((values.last ?? 0) - 1) < tolerance)
        #expect((values.first ?? 0) > 0)
        // (A + I) / λ with A = R Rᵀ / H: the smallest eigenvalues are those of I alone.
        #expect((values.first ?? 0) < 0.5)
      }
    }
    check(precision.scalar)
  }

  @Test(arguments: CellForm.cells)
  func `pytorch fills everything evenly to one over the root of H`(form: CellForm) {
    let parameters = Self.parameters(.pytorch, form, Double.self)
    let bound = 1 / Double(Self.size).squareRoot()
    for tensor in parameters.layout.tensors {
      expectUniform(parameters[tensor.name], bound, tensor.name)
    }
  }

  @Test(arguments: CellForm.cells)
  func `glorot fills every gate to the root of 6 over its two sides`(form: CellForm) {
    let parameters = Self.parameters(.glorot, form, Double.self)
    for (name, sides) in [
      ("rnn.weight_ih_l0", 10 + Self.size), ("rnn.weight_hh_l0", 2 * Self.size),
      ("readout.weight", Self.size + 12),
    ] {
      expectUniform(parameters[name], (6 / Double(sides)).squareRoot(), name)
    }
  }

  @Test(arguments: CellForm.cells)
  func `gaussian has deviation gain over the root of H`(form: CellForm) {
    for gate in Self.gates(.gaussian(gain: 1.5), form, Double.self) {
      let expected = 1.5 / Double(Self.size).squareRoot()
      #expect(abs(deviation(gate) / expected - 1) < 0.12)
      #expect(gate.elements.contains { abs($0) > 2 * expected })
    }
  }

  @Test(arguments: drawnNames.filter { $0 != "pytorch" })
  func `biases start at zero`(name: String) throws {
    let parameters = try Self.parameters(Initialization(named: name), .elman, Float.self)
    for tensor in parameters.layout.tensors where tensor.isBias {
      #expect(parameters[tensor.name].elements.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: drawnNames)
  func `architectures share the draws of tensors of the same name`(name: String) throws {
    let initialization = try Initialization(named: name)
    let elman = Self.parameters(initialization, .elman, Double.self)
    let gru = Self.parameters(initialization, .resetAfterCandidate, Double.self)
    let before = Self.parameters(initialization, .resetBeforeGates, Double.self)
    #expect(gru == before)
    for tensor in ["rnn.weight_ih_l0", "rnn.weight_hh_l0"] {
      let rows = gru[tensor].view.rows(0..<Self.size)
      #expect(Matrix(rows) == elman[tensor], "\(tensor)")
    }
    #expect(gru["readout.weight"] == elman["readout.weight"])
    let stack = Self.parameters(initialization, .elman, Double.self, layers: 2)
    for tensor in elman.layout.tensors { #expect(stack[tensor.name] == elman[tensor.name]) }
  }

  @Test(arguments: drawnNames)
  func `the same seed gives the same network and another seed another`(name: String) throws {
    let initialization = try Initialization(named: name)
    let first = Self.parameters(initialization, .elman, Float.self)
    #expect(first == Self.parameters(initialization, .elman, Float.self))
    let other = Self.parameters(initialization, .elman, Float.self, seed: 2)
    #expect(first["rnn.weight_ih_l0"] != other["rnn.weight_ih_l0"])
    #expect(first["readout.weight"] != other["readout.weight"])
  }

  static func parameters<Scalar: BLASScalar>(
    _ initialization: Initialization, _ form: CellForm, _ scalar: Scalar.Type, layers: Int = 1,
    seed: UInt64 = 1
  ) -> ParameterBlock<Scalar> {
    let architecture = form.architecture(
      Activation<Scalar>.tanh, inputSize: 10, hiddenSizes: Array(repeating: size, count: layers),
      outputSize: 12)
    return RecurrentNetwork(
      architecture: architecture, initialization: initialization, seed: seed
    ).parameters
  }

  /// W_hh of each gate.
  static func gates<Scalar: BLASScalar>(
    _ initialization: Initialization, _ form: CellForm, _ scalar: Scalar.Type
  ) -> [Matrix<Scalar>] {
    let all = parameters(initialization, form, scalar)["rnn.weight_hh_l0"]
    return (0..<all.rowCount / size).map { gate in
      Matrix(all.view.rows(gate * size..<(gate + 1) * size))
    }
  }

  private func deviation<Scalar: BLASScalar>(_ matrix: Matrix<Scalar>) -> Double {
    (matrix.view.sumOfSquares / Double(matrix.elements.count)).squareRoot()
  }

  /// Within the bound, near it, and with the deviation of a uniform distribution.
  private func expectUniform(_ matrix: Matrix<Double>, _ bound: Double, _ name: String) {
    let largest = matrix.view.largestMagnitude
    #expect(largest <= bound && largest > 0.8 * bound, "\(name)")
    let expected = bound / 3.0.squareRoot()
    let spread = 3.5 / Double(matrix.elements.count).squareRoot()
    #expect(abs(deviation(matrix) / expected - 1) < spread, "\(name)")
  }
}
