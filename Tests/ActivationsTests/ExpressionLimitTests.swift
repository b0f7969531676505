import Activations
import Testing

private func problem(_ text: String) -> ExpressionProblem? {
  do throws(ExpressionError) {
    _ = try ActivationExpression(text)
    return nil
  } catch {
    return error.problem
  }
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

@Test func `ten thousand characters are read and not one more`() {
  #expect(problem("x" + repeated("+x", 4_999) + " ") == nil)
  #expect(problem("x" + repeated("+x", 4_999) + "  ") == .tooLong)
  #expect(problem(repeated(" ", 20_000_000) + "x") == .tooLong)
  #expect(problem(repeated("\u{1f600}", 10_001)) == .tooLong)
  let error = #expect(throws: ExpressionError.self) {
    try ActivationExpression("x" + repeated("+x", 5_000))
  }
  #expect(
    error?.description == """
      the expression is too long: at most 10000 characters are read.
        ...x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x
                                           ^
      """)
}

@Test(arguments: [
  ("(", "x", ")"), ("-", "x", ""), ("!", "x", ""), ("not ", "x", ""), ("x^", "x", ""),
  ("2**", "x", ""), ("abs(", "x", ")"), ("max(1,", "x", ")"), ("x+(", "x", ")"),
  ("where(x > 0, x, ", "1", ")"), ("-x^", "2", ""),
])
func `a hundred levels are read and not one more`(_ start: String, _ middle: String, _ end: String)
{
  let levels = start == "-x^" ? 50 : 100
  func nested(_ count: Int) -> String { repeated(start, count) + middle + repeated(end, count) }
  #expect(problem(nested(levels)) == nil)
  #expect(problem(nested(levels + 1)) == .tooDeep)
  let most = 9_999 / (start.count + end.count)
  #expect(problem(nested(most)) == .tooDeep)
  #expect(problem(repeated(start, 9_999 / start.count)) == .tooDeep)
}

@Test func `long chains are no deep ones`() throws {
  for (text, value) in [
    ("x" + repeated("-x", 4_999), -2.0 * 4_998), (repeated("x*", 4_000) + "0.0001", 0x1p1023),
    ("max(x" + repeated(",x", 4_900) + ")", 2), ("x" + repeated("/1", 4_999), 2),
    ("x<1" + repeated("||x<1", 1_900), 0), ("0.5" + repeated("+sin(x)*0", 1_000), 0.5),
  ] {
    let found = try Activation<Double>(expression: text).evaluate([2]).values[0]
    #expect(found == value || value == 0x1p1023 && found == .infinity)
  }
}

@Test func `more shared parts than there are registers are computed again`() throws {
  // Every part is used twice, the second time after all of them have been used once.
  for count in [10, 70, 300] {
    let parts = (1...count).map { "exp(x/\($0 + 10))" }
    let sum = parts.joined(separator: "+")
    let shared = try Activation<Double>(expression: "(\(sum)) * (\(sum))")
    let reversed = try Activation<Double>(
      expression: "(\(sum)) * (\(parts.reversed().joined(separator: "+")))")
    let points = (-90...90).map { Double($0) * 0.1 }
    let (first, second) = (shared.evaluate(points), reversed.evaluate(points))
    for index in points.indices {
      let error = (first.values[index] / second.values[index] - 1).magnitude
      let slope = (first.records[index] / second.records[index] - 1).magnitude
      #expect(error < 1e-13 && slope < 1e-13, "\(count) at \(points[index])")
    }
  }
}

@Test func `squares of squares do not multiply the work`() throws {
  var text = "x"
  for _ in 0..<48 { text = "(\(text)*0.5)^2" }
  #expect(try Activation<Float>(expression: text).evaluate([1]).values[0] == 0)
}
