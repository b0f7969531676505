import Activations
import LaneMath
import Testing

private let points = (-400...400).map { Double($0) * 0.03 }

/// Closures over terms and the built-in that each restates.
private let restated: [(Activation<Double>, String)] = [
  (Activation("a") { x in x / (1 + abs(x)) }, "softsign"),
  (Activation("a") { x in max(0, x) }, "relu"),
  (Activation("a") { x in min(max(x, -1), 1) }, "hard-tanh"),
  (Activation("a") { x in min(1, max(0, (x + 3) / 6)) }, "hard-sigmoid"),
  (Activation("a") { x in sigmoid(x) }, "sigmoid"),
  (Activation("a") { x in 1 / (1 + exp(-x)) }, "sigmoid"),
  (Activation("a") { x in tanh(x) }, "tanh"),
  (Activation("a") { x in select(x > 0, x, expMinusOne(x)) }, "elu"),
  (Activation("a") { x in logOnePlus(exp(x)) }, "softplus"),
  (Activation("a") { x in x * sigmoid(x) }, "silu"),
  (Activation("a") { x in 0.5 * x * (1 + erf(x / sqrt(2))) }, "gelu"),
  (Activation("a") { x in select(x > 0, x, 0.2 * x) }, "leaky-relu(0.2)"),
  (Activation("a") { x in select(x > -0.5 && x < 0.5, 0, x) }, "hardshrink"),
  (Activation("a") { x in select(!(x >= -0.5 && x <= 0.5), x, 0) }, "hardshrink"),
  (Activation("a") { x in pow(max(x, 0), 2) }, "relu-squared"),
  (Activation("a") { x in x > 0 ? x : 0.2 * x }, "leaky-relu(0.2)"),
  (Activation("a") { x in x > 0 ? x : exp(x) - 1 }, "elu"),
  (Activation("a") { x in x < -0.5 || x > 0.5 ? x : 0 }, "hardshrink"),
  (
    Activation("a") { x in
      if x >= 6 { return 6 }
      if x <= 0 { return 0 }
      return x
    }, "relu6"
  ),
  (
    Activation("a") { x in
      var shrunk: ActivationTerm = 0
      if x > 0.5 { shrunk = x - 0.5 } else if x < -0.5 { shrunk = x + 0.5 }
      return shrunk
    }, "softshrink"
  ),
]

@Test func `a closure over terms is the built-in that it restates`() throws {
  for (closure, name) in restated {
    let builtIn = try Activation<Double>(named: name)
    let found = closure.evaluate(points)
    let expected = builtIn.evaluate(points)
    for index in points.indices {
      let error = (found.values[index] - expected.values[index]).magnitude
      let derivativeError = (found.records[index] - expected.records[index]).magnitude
      #expect(error <= 1e-12 && derivativeError <= 1e-12, "\(name) at \(points[index])")
    }
    #expect(closure.kinks == builtIn.kinks && closure.jumps == builtIn.jumps, "\(name)")
    #expect(
      (closure.lowerBound - builtIn.lowerBound).magnitude < 1e-9
        || closure.lowerBound == builtIn.lowerBound, "\(name)")
    #expect(closure.upperBound == builtIn.upperBound, "\(name)")
  }
}

@Test func `every function of a term is that of a dual number`() {
  let pairs: [(Activation<Double>, Activation<Double>)] = [
    (Activation("a") { x in exp(x) }, Activation("a") { (x: Dual) in exp(x) }),
    (Activation("a") { x in log(x) }, Activation("a") { (x: Dual) in log(x) }),
    (Activation("a") { x in sqrt(x) }, Activation("a") { (x: Dual) in sqrt(x) }),
    (Activation("a") { x in logOnePlus(x) }, Activation("a") { (x: Dual) in logOnePlus(x) }),
    (Activation("a") { x in expMinusOne(x) }, Activation("a") { (x: Dual) in expMinusOne(x) }),
    (Activation("a") { x in erf(x) }, Activation("a") { (x: Dual) in erf(x) }),
    (Activation("a") { x in sin(x) - cos(x) }, Activation("a") { (x: Dual) in sin(x) - cos(x) }),
    (Activation("a") { x in pow(x, 2.5) }, Activation("a") { (x: Dual) in pow(x, 2.5) }),
    (Activation("a") { x in pow(2, x) }, Activation("a") { (x: Dual) in pow(2, x) }),
    (Activation("a") { x in pow(x, -3) }, Activation("a") { (x: Dual) in pow(x, -3) }),
    (Activation("a") { x in min(x, -x) }, Activation("a") { (x: Dual) in min(x, -x) }),
    (
      Activation("a") { x in select(x == 0.75 || x != x, 2, -x) },
      Activation("a") { (x: Dual) in select(x == 0.75 || x != x, 2, -x) }
    ),
  ]
  for (term, dual) in pairs {
    let (found, expected) = (term.evaluate(points), dual.evaluate(points))
    for index in points.indices {
      let scale = max(1, expected.values[index].magnitude, expected.records[index].magnitude)
      let errors = [
        found.values[index] - expected.values[index],
        found.records[index] - expected.records[index],
      ]
      #expect(
        errors.allSatisfy { $0.magnitude <= 1e-12 * scale || $0.isNaN }, "at \(points[index])")
      #expect(found.values[index].isNaN == expected.values[index].isNaN)
      if expected.values[index].isFinite {
        #expect(found.records[index].isNaN == expected.records[index].isNaN)
      }
    }
  }
}

@Test func `a closure is the expression that it writes, bit for bit`() throws {
  let closure = Activation<Float>("wave") { x in
    let half = x / 2
    return tanh(half) * (1 / (1 + exp(-1.5 * x))) - select(x <= 0, half, 0.1)
  }
  let expression = try ActivationExpression { x in
    let half = x / 2
    return tanh(half) * (1 / (1 + exp(-1.5 * x))) - select(x <= 0, half, 0.1)
  }
  #expect(
    expression.description
      == "tanh(x / 2) * (1 / (1 + exp(-1.5 * x))) - where(x <= 0, x / 2, 0.1)")
  let floats = points.map { Float($0) }
  let (found, expected) = (closure.evaluate(floats), Activation(expression).evaluate(floats))
  #expect(found.values == expected.values && found.records == expected.records)
  #expect(closure.name == "wave")
}

@Test func `a closure with ifs is written as the choice among its ways`() throws {
  let nested = try ActivationExpression { x in
    let inner = x * x > 4 ? tanh(x) : x / 2
    return inner < 0 ? 0.1 * inner : inner
  }
  #expect(
    nested.description
      == """
      where(x * x > 4, where(tanh(x) < 0, 0.1 * tanh(x), tanh(x)), \
      where(x / 2 < 0, 0.1 * (x / 2), x / 2))
      """)
  let numbers = Activation<Double>("a") { (x: Dual) in
    let inner = x * x > 4 ? tanh(x) : x / 2
    return inner < 0 ? 0.1 * inner : inner
  }
  let (found, expected) = (Activation<Double>(nested).evaluate(points), numbers.evaluate(points))
  for index in points.indices {
    #expect((found.values[index] - expected.values[index]).magnitude < 1e-15)
    #expect((found.records[index] - expected.records[index]).magnitude < 1e-15)
  }
  let kept = Activation<Double>("a") { x in
    let isFar = x > 0.5 || x < -0.5
    return select(isFar, x, 0)
  }
  #expect(kept.jumps == [-0.5, 0.5])
  let decided = Activation<Double>("a") { x in ActivationTerm(2) > 1 ? x : -x }
  #expect(decided.evaluate([3]).values == [3])
}

@Test func `a closure that asks about x in a loop is refused, and runs over numbers`() async {
  await #expect(processExitsWith: .failure) {
    _ = Activation<Float>("wrapped") { (x: ActivationTerm) in
      var turned = x
      while turned > 1 { turned -= 2 }
      return turned
    }
  }
  await #expect(processExitsWith: .failure) {
    _ = Activation<Float>("stairs") { (x: ActivationTerm) in
      (0..<7).reduce(x) { height, step in
        height > ActivationTerm(Double(step)) ? height / 2 : height
      }
    }
  }
  let wrapped = Activation<Float>("wrapped") { (x: Dual) in
    var turned = x
    while turned > 1 { turned -= 2 }
    return turned
  }
  #expect(wrapped.evaluate([0.5, 2.5, 5]).values == [0.5, 0.5, 1])
}

@Test func `constants come from literals, from numbers outside, and from functions of both`() {
  let slope: Float = 0.3
  let shift = 0.5
  let scaled = Activation<Float>("a") { x in slope * x + shift }
  #expect(scaled.evaluate([2]).values == [1.1])
  let folded = Activation<Double>("a") { x in select(sqrt(4) > 1, x * sqrt(16), x) / 2 }
  #expect(folded.evaluate([3]).values == [6])
  #expect(folded.evaluate([3]).records == [2])
  let infinite = Activation<Double>("a") { x in min(x, ActivationTerm(Double.infinity)) }
  #expect(infinite.evaluate([-2, 5]).values == [-2, 5])
}

@Test func `what a closure uses again is computed once, however often`() throws {
  func polynomial(_ x: ActivationTerm) -> ActivationTerm {
    var result = x
    for _ in 0..<60 { result = 0.5 * (result + result * result) / (1 + result * result) }
    return result
  }
  let activation = Activation<Float>("a", polynomial)
  #expect(activation.evaluate([0]).values == [0])
  #expect(throws: ExpressionError.self) { try ActivationExpression(polynomial) }
}

@Test func `bounds, kinks and saturation that are said are taken as said`() {
  let told = Activation<Float>(
    "a", lowerBound: -2, upperBound: 3, kinks: [1], jumps: [4], saturates: false
  ) { x in tanh(x) }
  #expect(told.lowerBound == -2 && told.upperBound == 3 && told.kinks == [1])
  #expect(told.jumps == [4] && !told.saturates)
  let found = Activation<Float>("a") { x in tanh(x) }
  #expect(found.lowerBound == -1 && found.upperBound == 1 && found.saturates)
}

@Test func `a term of another closure is refused`() async {
  await #expect(processExitsWith: .failure) {
    var stolen: ActivationTerm?
    _ = Activation<Float>("a") { x in
      stolen = x
      return x
    }
    _ = Activation<Float>("b") { x in x + stolen! }
  }
}

@Test func `a closure that neither fits into registers nor can be written out is refused`() async {
  await #expect(processExitsWith: .failure) {
    _ = Activation<Float>("net") { x in
      var layer = (0..<80).map { tanh(x * Double($0)) }
      for _ in 0..<6 {
        let units = layer
        layer = (0..<80).map { unit in
          units.reduce(0) { sum, value in tanh(sum + value * Double(unit)) }
        }
      }
      return layer.reduce(0) { $0 + $1 }
    }
  }
}
