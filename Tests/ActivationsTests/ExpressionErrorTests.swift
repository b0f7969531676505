import Activations
import Testing

/// A text, the sentence, what is shown of the text, and the column of the caret.
private let faults: [(text: String, sentence: String, shown: String, column: Int)] = [
  ("x / (1 + y)", "unknown name y: the argument is x.", "x / (1 + y)", 9),
  ("sinh(x)", "unknown function sinh: did you mean sin?", "sinh(x)", 0),
  ("1 + tahn(x)", "unknown function tahn: did you mean tanh?", "1 + tahn(x)", 4),
  (
    "blorple(x)",
    "unknown function blorple: choose from exp, expm1, log, log1p, sqrt, tanh, sigmoid, erf, sin,"
      + " cos, abs, sign, min, max, pow, where, clip, relu, softplus, softsign.", "blorple(x)", 0
  ),
  (
    "2 * elu(x)",
    "elu is an activation of the catalogue and no function of expressions: write elu alone, or"
      + " spell its formula out.", "2 * elu(x)", 4
  ),
  (
    "1 + sin", "expected an opening parenthesis after sin: it is a function, written sin(...).",
    "1 + sin", 7
  ),
  ("x(1 + 2)", "x is not a function: multiplication is written with *.", "x(1 + 2)", 0),
  ("(x + 1", "expected a closing parenthesis.", "(x + 1", 6),
  ("abs(x + 1", "expected a closing parenthesis.", "abs(x + 1", 9),
  ("max(x, 1", "expected a comma or a closing parenthesis.", "max(x, 1", 8),
  ("max(x 1)", "expected a comma or a closing parenthesis.", "max(x 1)", 6),
  ("x + 1)", "unexpected closing parenthesis: none is open, leave it out.", "x + 1)", 5),
  (
    "x, 1",
    "unexpected comma: it separates the arguments of a function, and decimals take a point.",
    "x, 1", 1
  ),
  (
    "(x, 1)",
    "unexpected comma: it separates the arguments of a function, and decimals take a point.",
    "(x, 1)", 2
  ),
  ("x +", "expected a number, x, a function or an opening parenthesis.", "x +", 3),
  ("x * / 2", "expected a number, x, a function or an opening parenthesis.", "x * / 2", 4),
  ("min(x, )", "expected a number, x, a function or an opening parenthesis.", "min(x, )", 7),
  ("2x", "expected an operator or the end: multiplication is written with *.", "2x", 1),
  ("x 2", "expected an operator or the end: multiplication is written with *.", "x 2", 2),
  ("1.2.3", "expected an operator or the end: multiplication is written with *.", "1.2.3", 3),
  ("(x)(x)", "expected an operator or the end: multiplication is written with *.", "(x)(x)", 3),
  ("abs()", "abs takes one argument, but 0 are written.", "abs()", 0),
  ("abs(x, x)", "abs takes one argument, but 2 are written.", "abs(x, x)", 0),
  ("min(x)", "min takes two arguments or more, but 1 is written.", "min(x)", 0),
  (
    "1 + pow(x)", "pow takes two arguments, (base, exponent), but 1 is written.", "1 + pow(x)", 4
  ),
  (
    "where(x > 0, x)",
    "where takes three arguments, (condition, value where it holds, value elsewhere), but 2 are"
      + " written.", "where(x > 0, x)", 0
  ),
  (
    "-1 < x < 1", "comparisons do not chain: join two with and, such as -1 < x and x < 1.",
    "-1 < x < 1", 7
  ),
  ("1 + not x", "put not and its operand in parentheses here.", "1 + not x", 4),
  ("1e999 * x", "the number 1e999 is too large: write one of at most 3.4e38.", "1e999 * x", 0),
  (
    "x + 1/(2-2)",
    "this part does not depend on x and its value is inf: make it a finite number.", "x + 1/(2-2)",
    5
  ),
  (
    "log(-1) * x",
    "this part does not depend on x and its value is nan: make it a finite number.", "log(-1) * x",
    0
  ),
  ("nan * x", "unknown name nan: the argument is x.", "nan * x", 0),
  ("inf", "unknown name inf: the argument is x.", "inf", 0),
  (
    "x > 0 ? x : 0", "unexpected character ?: write where(condition, a, b).", "x > 0 ? x : 0", 6
  ),
  ("x = 1", "unexpected character =: write == to compare.", "x = 1", 2),
  ("1 \u{2212} x", "unexpected character \u{2212}: write -.", "1 \u{2212} x", 2),
  ("x # 2", "unexpected character #.", "x # 2", 2),
  (
    "\tx +\u{3000}\n* \u{6f22}\u{5b57}",
    "expected a number, x, a function or an opening parenthesis.",
    " x +  * \u{6f22}\u{5b57}", 6
  ),
  ("x + \u{1b}[31m", "unexpected character U+001B.", "x + \u{fffd}[31m", 4),
  ("x\u{301}", "unexpected character U+0301.", "x\u{301}", 1),
  ("x + \u{1f600}", "unexpected character \u{1f600}.", "x + \u{1f600}", 4),
]

@Test func `each fault is one sentence, the line and a caret under the place`() {
  for (text, sentence, shown, column) in faults {
    let error = #expect(throws: ExpressionError.self) { try ActivationExpression(text) }
    #expect(error?.sentence == sentence)
    let caret = String(repeating: " ", count: column) + "^"
    #expect(error?.description == "\(sentence)\n  \(shown)\n  \(caret)")
    #expect(error?.offset == column)
  }
}

@Test func `an empty expression is answered without a line`() {
  for text in ["", "  \t\n"] {
    let error = #expect(throws: ExpressionError.self) { try ActivationExpression(text) }
    #expect(
      error?.description
        == "the expression is empty: write a function of x, such as x / (1 + abs(x)).")
  }
}

@Test func `of a long expression the surroundings of the place are shown`() {
  let terms = String(repeating: "x + ", count: 100)
  let error = #expect(throws: ExpressionError.self) {
    try ActivationExpression(terms + "y + " + terms + "1")
  }
  #expect(
    error?.description == """
      unknown name y: the argument is x.
        ...x + x + x + x + x + x + x + x + y + x + x + x + x + x + x + x + ...
                                           ^
      """)
  let late = #expect(throws: ExpressionError.self) { try ActivationExpression(terms) }
  #expect(
    late?.description == """
      expected a number, x, a function or an opening parenthesis.
        ...x + x + x + x + x + x + x + x + 
                                           ^
      """)
}
