import Activations
import Testing

@Test func `the catalogue is this`() {
  #expect(
    Activation<Float>.catalogue.map(\.name) == [
      "identity", "affine", "sigmoid", "tanh", "scaled-tanh", "relu", "relu6", "clipped-relu",
      "leaky-relu", "thresholded-relu", "relu-squared", "elu", "celu", "selu", "softplus",
      "squareplus", "sparse-plus", "log-sigmoid", "softsign", "silu", "gelu", "gelu-tanh", "mish",
      "hard-sigmoid", "sparse-sigmoid", "hard-tanh", "hard-swish", "tanhshrink", "softshrink",
      "hardshrink", "lisht", "logcosh", "step", "exponential", "softmax",
    ])
}

@Test func `no two entries share a spelling`() {
  let spellings: [String] = Activation<Float>.catalogue.flatMap { entry in
    ([entry.name] + entry.aliases).map { spelling in spelling.filter { $0 != "-" } }
  }
  #expect(Set(spellings).count == spellings.count)
}

@Test func `each entry is found by its own name and prints it`() throws {
  for entry in Activation<Float>.catalogue {
    let activation = try Activation<Float>(named: entry.name)
    #expect(activation.name == entry.name)
    #expect(activation.isElementwise == entry.isElementwise)
    for alias in entry.aliases {
      #expect(try Activation<Float>(named: alias).name == entry.name)
    }
  }
}

@Test(arguments: [
  ("leakyrelu", "leaky-relu"), ("leaky_relu", "leaky-relu"), ("LeakyReLU", "leaky-relu"),
  ("swish", "silu"), ("linear", "identity"), ("hardsigmoid", "hard-sigmoid"),
  ("hardtanh", "hard-tanh"), (" Tanh ", "tanh"), ("leaky-relu(0.2)", "leaky-relu(0.2)"),
  ("leaky_relu( 0.2 )", "leaky-relu(0.2)"), ("leaky-relu(0.01)", "leaky-relu"),
  ("elu(0.5)", "elu(0.5)"), ("elu(2)", "elu(2)"), ("elu(1.0)", "elu"),
  ("softplus(2)", "softplus(2)"), ("leaky-relu(1e-3)", "leaky-relu(0.001)"),
  ("elu(-.5)", "elu(-0.5)"), ("hard_silu", "hard-swish"), ("relu2", "relu-squared"),
  ("relu-trunc(6)", "clipped-relu(6)"), ("hard-sigmoid(0.2)", "hard-sigmoid(0.2)"),
  ("hard-sigmoid(0.2, 0.5)", "hard-sigmoid(0.2)"), ("affine(1, 3)", "affine(1, 3)"),
  ("scaled-tanh(1.7159, 0.6667)", "scaled-tanh(1.7159, 0.6667)"),
  ("scaled-tanh(2)", "scaled-tanh(2)"), ("clipped-relu(20)", "clipped-relu"),
])
func `other spellings lead to the canonical name`(_ text: String, _ name: String) throws {
  let activation = try Activation<Double>(named: text)
  #expect(activation.name == name)
  #expect(try Activation<Double>(named: activation.name).name == name)
}

@Test func `a written parameter is used`() throws {
  #expect(try Activation<Double>(named: "leaky-relu(0.2)").evaluate([-2]).values == [-0.4])
  #expect(try Activation<Double>(named: "leaky-relu").evaluate([-2]).values == [-0.02])
  #expect(Activation<Double>.leakyReLU(slope: 0.2).evaluate([-2]).values == [-0.4])
  #expect(try Activation<Double>(named: "elu(0.5)").lowerBound == -0.5)
  let doubled = try Activation<Double>(named: "softplus(2)").evaluate([1.5]).values[0]
  #expect((doubled - Activation<Double>.softplus().evaluate([3]).values[0] / 2).magnitude < 1e-15)
}

@Test(arguments: [
  (
    "rleu",
    "unknown activation \"rleu\": did you mean relu, relu6, relu-squared? `rnn-train --help` lists them all."
  ),
  (
    "sigmod",
    "unknown activation \"sigmod\": did you mean sigmoid?"
      + " `rnn-train --help` lists them all."
  ),
  (
    "tanh(2)", "the activation tanh takes no parameters: write tanh alone."
  ),
  (
    "elu(1, 2)",
    "the activation elu takes (alpha), but 2 parameters are written: leave the rest out."
  ),
  ("elu(x)", "the parameter alpha of elu is \"x\": write a number."),
  ("elu(inf)", "the parameter alpha of elu is inf: it must be a number from -1000000 to 1000000."),
  (
    "softplus(0)",
    "the parameter beta of softplus is 0.0: it must be a number from 0.000001 to 1000000."
  ),
  (
    "leaky-relu(0.2",
    "cannot read the activation \"leaky-relu(0.2\": write a name, or a name with its parameters"
      + " in parentheses such as leaky-relu(0.2)."
  ),
])
func `a text that cannot be used is answered by one sentence with the remedy`(
  _ text: String, _ message: String
) {
  let error = #expect(throws: ActivationError.self) { try Activation<Float>(named: text) }
  #expect(error?.description == message)
}

@Test(arguments: ["", " ", "()", "(2)", "elu()", "elu(1,)", "elu((1))", "elu(1))", "elu(1)x", ")"])
func `broken texts are malformed`(_ text: String) {
  #expect(throws: ActivationError.malformed(text)) { try Activation<Float>(named: text) }
}
