import Recurrent
import Testing

@Suite struct InitializationNameTests {
  @Test(arguments: Initialization.names.filter { $0 != "critical" } + ["critical(1.5,2)"])
  func `every name is read`(name: String) throws {
    let initialization = try Initialization(named: name)
    #expect(try Initialization(named: initialization.name) == initialization)
    #expect(try Initialization(named: name.uppercased()) == initialization)
  }

  @Test(arguments: [
    Initialization.pytorch, .glorot, .orthogonal(gain: 1), .orthogonal(gain: 1.4), .identity,
    .scaledIdentity(scale: 0.95), .npRNN, .gaussian(gain: 1), .gaussian(gain: 0.125),
  ])
  func `every initialisation comes back from its name`(initialization: Initialization) throws {
    #expect(try Initialization(named: initialization.name) == initialization)
  }

  @Test func `names carry their parameter, and defaults are stated`() throws {
    #expect(Initialization.orthogonal(gain: 1).name == "orthogonal")
    #expect(Initialization.orthogonal(gain: 1.4).name == "orthogonal(1.4)")
    #expect(try Initialization(named: "orthogonal") == .orthogonal(gain: 1))
    #expect(try Initialization(named: "gaussian") == .gaussian(gain: 1))
    #expect(try Initialization(named: "scaled-identity") == .scaledIdentity(scale: 0.9))
    #expect(try Initialization(named: "Gaussian ( 1.5 )") == .gaussian(gain: 1.5))
  }

  @Test(arguments: ["", "xavier", "orthogonal-ish", "(2)", "he(1)"])
  func `an unknown name is refused with all names`(text: String) {
    #expect(throws: InitializationError.unknown(text)) { try Initialization(named: text) }
    #expect(
      InitializationError.unknown(text).description
        == "Unknown initialisation \"\(text)\": choose one of orthogonal, pytorch, glorot, "
        + "identity, scaled-identity, np-rnn, gaussian, critical.")
  }

  @Test(arguments: [
    "orthogonal(0)", "orthogonal(-1)", "orthogonal(inf)", "orthogonal(nan)", "orthogonal(",
    "orthogonal()", "gaussian(1", "gaussian(one)", "pytorch(1)", "critical(", "critical()",
    "critical(1,)", "critical(1,-2)", "np-rnn(2)", "identity(2)",
  ])
  func `a parameter that is not one positive number is refused`(text: String) {
    #expect(throws: InitializationError.badParameter(text)) { try Initialization(named: text) }
    #expect(
      InitializationError.badParameter(text).description
        == "The parameter of initialisation \"\(text)\" is not one positive number: write for "
        + "example orthogonal(1.4), scaled-identity(0.9) or gaussian(1.5).")
  }
}
