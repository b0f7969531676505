import Activations
import Testing

/// Texts, the text that they have in common, and the value at x = 2.
private let readings: [(text: String, canonical: String, value: Double)] = [
  ("1+2*x", "1 + 2 * x", 5), ("(1+2)*x", "(1 + 2) * x", 6), ("7-2-x", "7 - 2 - x", 3),
  ("7-(2-x)", "7 - (2 - x)", 7), ("16/4/x", "16 / 4 / x", 2), ("16/(4/x)", "16 / (4 / x)", 8),
  ("-x^2", "-x^2", -4), ("(-x)^2", "(-x)^2", 4), ("2^-x", "2^-x", 0.25),
  ("x^3^2", "x^3^2", 512), ("(x^3)^2", "(x^3)^2", 64), ("x**3**2", "x^3^2", 512),
  ("2^-x^2", "2^-x^2", 0.0625), ("-x*3", "-x * 3", -6), ("3*-x", "3 * -x", -6),
  ("-(x*3)", "-(x * 3)", -6), ("- - x", "--x", 2), ("+x-+x", "x - x", 0), ("1--x", "1 - -x", 3),
  ("1 < x", "1 < x", 1), ("x <= 1", "x <= 1", 0), ("x+1 > x*1", "x + 1 > x * 1", 1),
  ("x >= 2", "x >= 2", 1), ("x == 2", "x == 2", 1), ("x != 2", "x != 2", 0),
  ("(1<x)<x", "(1 < x) < x", 1), ("(x > 1) * 5", "(x > 1) * 5", 5),
  ("x>1 and x<3", "x > 1 && x < 3", 1), ("x>3 or x>1 and x<1", "x > 3 || x > 1 && x < 1", 0),
  ("(x>1 or x>3) and x<1", "(x > 1 || x > 3) && x < 1", 0), ("not x > 3", "!(x > 3)", 1),
  ("not not x > 3", "!!(x > 3)", 0), ("!x + 1", "!x + 1", 1), ("!(x>3)*4", "!(x > 3) * 4", 4),
  ("not x > 3 and x > 1", "!(x > 3) && x > 1", 1), ("5 || x", "5 || x", 1),
  ("0 && x", "0 && x", 0), ("where(x, 3, 4)", "where(x, 3, 4)", 3),
  ("where ( x<1 , 3 , 4 )", "where(x < 1, 3, 4)", 4), ("min(x,1,-3,5)", "min(x, 1, -3, 5)", -3),
  ("max(x,1,-3)", "max(x, 1, -3)", 2), ("pow(x,3)", "pow(x, 3)", 8),
  ("clip(x, 0, 1)", "clip(x, 0, 1)", 1), ("relu(-x)", "relu(-x)", 0), ("abs(-x)", "abs(-x)", 2),
  ("sign(-x)", "sign(-x)", -1), ("sqrt(x+x)", "sqrt(x + x)", 2), ("ABS(X)", "abs(x)", 2),
  (" \t\n x \r\n", "x", 2), (".5*x", "0.5 * x", 1), ("1.*x", "1 * x", 2),
  ("1E+1*x", "10 * x", 20), ("0.10*x", "0.1 * x", 0.2), ("1e-3 + x", "0.001 + x", 2.001),
  ("2*pi*x", "2 * pi * x", 4 * .pi), ("e*x", "e * x", 2 * 2.718281828459045),
  ("2e1*e", "20 * e", 20 * 2.718281828459045), ("((((x))))", "x", 2), ("3", "3", 3),
  ("x-(1+x)", "x - (1 + x)", -1), ("x*(1/x)", "x * (1 / x)", 1), ("x/(1*x)", "x / (1 * x)", 1),
]

@Test func `operators bind as in mathematics and the text is normalised`() throws {
  for (text, canonical, value) in readings where !canonical.isEmpty {
    let expression = try ActivationExpression(text)
    #expect(expression.description == canonical)
    let found = Activation<Double>(expression).evaluate([2]).values[0]
    #expect((found - value).magnitude <= 1e-14 * max(1, value.magnitude), "\(text)")
    let again = try ActivationExpression(canonical)
    #expect(again.description == canonical && again == expression)
  }
}

@Test func `parentheses that are not needed do not change the name`() throws {
  let first = try ActivationExpression("x/(1+abs(x))")
  #expect(try first == ActivationExpression("(x) / ((1) + (abs((x))))"))
  #expect(try first != ActivationExpression("x / (abs(x) + 1)"))
  #expect(try Activation<Float>(expression: "x/(1+abs(x))").name == "x / (1 + abs(x))")
}

@Test func `a text at the limit is saved without blanks and can be read back`() throws {
  let text = "x" + String(repeating: "+x", count: 4_999)
  let expression = try ActivationExpression(text)
  #expect(expression.description == text)
  let numbers = ".5" + String(repeating: "*.5", count: 2_000) + "+1e9*x+\(text.prefix(3_001))"
  let other = try ActivationExpression(numbers)
  #expect(other.description.unicodeScalars.count <= 10_000)
  #expect(try ActivationExpression(other.description).description == other.description)
}
