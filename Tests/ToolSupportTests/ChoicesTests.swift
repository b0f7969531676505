import Testing
import ToolSupport

@Suite struct ChoicesTests {
  @Test(arguments: [
    ("relu", ["relu"]),
    ("relu,tanh", ["relu", "tanh"]),
    ("relu, tanh ,elu", ["relu", "tanh", "elu"]),
    ("leaky-relu(0.2)", ["leaky-relu(0.2)"]),
    (
      "where(x>0,x,0),tanh,min(max(x,0),6)",
      ["where(x>0,x,0)", "tanh", "min(max(x,0),6)"]
    ),
    ("relu,", ["relu", ""]),
    // Brackets that never close hold everything; the expression is refused later, as a whole.
    ("where(x>0,x,0", ["where(x>0,x,0"]),
  ])
  func `commas outside brackets part values`(text: String, values: [String]) {
    #expect(Choices<String>(argument: text)?.values == values)
  }

  @Test func `every value must be one`() {
    #expect(Choices<Int>(argument: "1,2,3")?.values == [1, 2, 3])
    #expect(Choices<Double>(argument: "0.1,1e-3")?.values == [0.1, 0.001])
    #expect(Choices<Int>(argument: "1,two") == nil)
    #expect(Choices<Int>(argument: "1,") == nil)
    #expect(Choices<Int>(argument: "") == nil)
  }

  @Test func `the help shows the default as it is written`() {
    #expect(Choices(0.002).defaultValueDescription == "0.002")
    #expect(Choices<Int>(argument: "1,2")?.defaultValueDescription == "1,2")
  }
}
