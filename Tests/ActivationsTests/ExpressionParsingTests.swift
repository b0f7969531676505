import Activations
import Testing

@Test(arguments: [
  ("tanh", "tanh"), ("Leaky_ReLU( 0.2 )", "leaky-relu(0.2)"), ("hard-tanh", "hard-tanh"),
  (" softmax ", "softmax"), ("x", "x"), ("pi", "pi"), ("1", "1"), ("x-1", "x - 1"),
  ("tanh(x)", "tanh(x)"), ("relu(x)", "relu(x)"), ("max(1,2)", "max(1, 2)"), ("abs(2)", "abs(2)"),
  ("x/(1+abs(x))", "x / (1 + abs(x))"), ("e-x", "e - x"), ("(0.5)", "0.5"),
])
func `a name is looked up first, what is no name is an expression`(_ text: String, _ name: String)
  throws
{
  let activation = try Activation<Float>(parsing: text)
  #expect(activation.name == name)
  // What a run saves is what it loads.
  #expect(try Activation<Double>(parsing: activation.name).name == name)
}

@Test(arguments: [
  "rleu", "hard-tan", "sigmod", "leaky relu x", "swisch", "tanh(2)", "relu(2, 3)", "elu(1, 2)",
  "elu(x)", "softplus(0)", "leaky-relu(0.2", "rleu(0.2)", "elu(inf)", "", " ", "elu()", "elu(1,)",
])
func `a word that is no activation keeps the catalogue's answer`(_ text: String) throws {
  let expected = #expect(throws: ActivationError.self) { try Activation<Float>(named: text) }
  let found = #expect(throws: ActivationError.self) { try Activation<Float>(parsing: text) }
  if text == "leaky relu x" {
    #expect(found?.sentence.hasPrefix("unknown name leaky") == true)
  } else {
    #expect(found == expected)
  }
}

@Test func `a bad expression is answered with its place`() {
  let error = #expect(throws: ActivationError.self) { try Activation<Float>(parsing: "2 * elu(x") }
  #expect(error?.description.hasSuffix("\n  2 * elu(x\n      ^") == true)
  #expect(error?.sentence.contains("\n") == false)
  let word = #expect(throws: ActivationError.self) { try Activation<Float>(parsing: "sin") }
  #expect(
    word?.description == """
      expected an opening parenthesis after sin: it is a function, written sin(...).
        sin
           ^
      """)
  let long = #expect(throws: ActivationError.self) {
    try Activation<Float>(parsing: String(repeating: "tanh", count: 5_000_000))
  }
  #expect(long?.sentence == "the expression is too long: at most 10000 characters are read.")
}

@Test func `one activation runs on many threads at once`() async throws {
  let activation = try Activation<Float>(
    expression: "where(x > 0, x, 0.1 * (exp(x) - 1)) + tanh(x) * sigmoid(x) / (2 + x^2)")
  let points = (0..<1_000).map { Float($0 - 500) * 0.01 }
  let expected = activation.evaluate(points)
  await withTaskGroup(of: Bool.self) { group in
    for _ in 0..<16 {
      group.addTask {
        (0..<200).allSatisfy { _ in
          let found = activation.evaluate(points)
          return found.values == expected.values && found.records == expected.records
        }
      }
    }
    for await isEqual in group { #expect(isEqual) }
  }
}
