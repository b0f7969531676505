import LaneMath

extension ExpressionLanes {
  /// A smooth function of u, with the chain rule.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func smooth(_ instruction: RowInstruction, _ u: RowRegister<Scalar>) {
    switch instruction {
    case .exp: exponential(u)
    case .expMinusOne: exponentialMinusOne(u)
    case .log: logarithm(u)
    case .logOnePlus: logarithmOfOnePlus(u)
    case .squareRoot: squareRoot(u)
    case .tanh: map(u, Scalar.laneTanhWithDerivative)
    case .sigmoid: map(u, Scalar.laneSigmoidWithDerivative)
    case .erf: errorFunction(u)
    case .softplus: map(u, Scalar.laneSoftplusWithDerivative)
    case .softsign: map(u, Scalar.laneSoftsignWithDerivative)
    case .sin: sine(u)
    case .cos: cosine(u)
    default: tanhOfSoftplus(u)
    }
  }

  @inline(__always)
  private func map(
    _ u: RowRegister<Scalar>, _ body: (Scalar) -> (value: Scalar, derivative: Scalar)
  ) {
    let (value, derivative) = (target.value, target.derivative)
    for lane in 0..<count {
      let pair = body(u.value[lane])
      value[lane] = pair.value
      derivative[lane] = pair.derivative * u.derivative[lane]
    }
  }

  @inline(__always)
  private func exponential(_ u: RowRegister<Scalar>) {
    map(u) { x in
      let power = Scalar.laneExp(x)
      return (power, power)
    }
  }

  @inline(__always)
  private func exponentialMinusOne(_ u: RowRegister<Scalar>) {
    map(u) { x in
      let power = Scalar.laneExp(x)
      guard Scalar.self == Float.self else { return (Scalar.laneExpMinusOne(x), power) }
      // Near 0 the series, elsewhere what one exponential gives: another would cost as much again.
      var series: Scalar = 2.4801587e-5
      series = series * x + 1.984127e-4
      series = series * x + 1.3888889e-3
      series = series * x + 8.3333333e-3
      series = series * x + 4.1666667e-2
      series = series * x + 1.6666667e-1
      series = x + (x * x) * (series * x + 0.5)
      let isNear = x.magnitude < 0.5
      return (isNear ? series : power - 1, power)
    }
  }

  @inline(__always)
  private func errorFunction(_ u: RowRegister<Scalar>) {
    // A closure as large as this would not be inlined into the loop.
    @inline(__always)
    func function(_ x: Scalar) -> (value: Scalar, derivative: Scalar) {
      Scalar.laneErfWithDerivative(x)
    }
    map(u, function)
  }

  @inline(__always)
  private func logarithm(_ u: RowRegister<Scalar>) {
    map(u) { x in (Scalar.laneLog(x), 1 / x) }
  }

  @inline(__always)
  private func logarithmOfOnePlus(_ u: RowRegister<Scalar>) {
    map(u) { x in (Scalar.laneLogOnePlus(x), 1 / (1 + x)) }
  }

  @inline(__always)
  private func squareRoot(_ u: RowRegister<Scalar>) {
    map(u) { x in
      let root = x.squareRoot()
      return (root, 0.5 / root)
    }
  }
}
