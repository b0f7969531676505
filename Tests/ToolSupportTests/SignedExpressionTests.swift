import Testing
import ToolSupport

@Suite struct SignedExpressionTests {
  @Test(arguments: [
    ("activation -x*x", "activation (-x*x)"),
    ("activation --json -tanh(x)", "activation --json (-tanh(x))"),
    ("activation -x --at=-1,2 --gain 2", "activation (-x) --at=-1,2 --gain 2"),
    ("activation -x --at -1,2 --gain -2", "activation (-x) --at -1,2 --gain -2"),
    ("activation -- -x", "activation -- -x"), ("activation -h", "activation -h"),
    ("activation tanh --html -x", "activation tanh --html -x"),
    ("network --hidden -x", "network --hidden -x"), ("", ""),
  ])
  func `an expression that begins with a minus is put in brackets, and nothing else`(
    line: String, expected: String
  ) {
    let found = SignedExpression.bracketed(line.split(separator: " ").map(String.init))
    #expect(found.joined(separator: " ") == expected)
  }
}
