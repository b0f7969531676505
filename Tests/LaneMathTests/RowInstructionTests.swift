import Foundation
import Testing

@testable import LaneMath

/// A value and its derivative in `Double`.
private typealias Pair = (value: Double, derivative: Double)

/// An instruction, what it means in `Double`, and how many ulp it may be off.
private struct Meaning: Sendable {
  let instruction: RowInstruction
  var a = constants.a
  var isPositive = false
  var tolerance = 4.0
  /// The absolute error where terms cancel.
  var absolute = 0.0
  let of: @Sendable (_ u: Pair, _ v: Pair, _ w: Pair, _ z: Pair) -> Pair
}

private let constants = (a: 1.75, b: -0.625)
private let (a, b) = constants

private let meanings: [Meaning] = [
  Meaning(instruction: .affine, absolute: 1e-6) { u, _, _, _ in (u.value * a + b, u.derivative * a)
  },
  Meaning(instruction: .shiftedScale, absolute: 1e-6) { u, _, _, _ in
    ((u.value + b) * a, u.derivative * a)
  },
  Meaning(instruction: .divideByConstant) { u, _, _, _ in (u.value / a, u.derivative * b) },
  Meaning(instruction: .divideConstant) { u, _, _, _ in
    (a / u.value, -a / (u.value * u.value) * u.derivative)
  },
  Meaning(instruction: .minimumWithConstant) { u, _, _, _ in u.value < a ? u : (a, 0) },
  Meaning(instruction: .maximumWithConstant) { u, _, _, _ in u.value > a ? u : (a, 0) },
  integerPower(2), integerPower(3), integerPower(5), integerPower(-1), integerPower(-4),
  integerPower(0),
  Meaning(instruction: .absolute) { u, _, _, _ in
    (u.value.magnitude, u.value == 0 ? 0 : u.value < 0 ? -u.derivative : u.derivative)
  },
  Meaning(instruction: .fill) { _, _, _, _ in (a, 0) },
  Meaning(instruction: .sign) { u, _, _, _ in (u.value > 0 ? 1 : u.value < 0 ? -1 : 0, 0) },
  Meaning(instruction: .add, tolerance: 1) { u, v, _, _ in
    (u.value + v.value, u.derivative + v.derivative)
  },
  Meaning(instruction: .subtract, tolerance: 1) { u, v, _, _ in
    (u.value - v.value, u.derivative - v.derivative)
  },
  Meaning(instruction: .multiply) { u, v, _, _ in
    (u.value * v.value, u.derivative * v.value + u.value * v.derivative)
  },
  Meaning(instruction: .divide) { u, v, _, _ in
    let quotient = u.value / v.value
    return (quotient, (u.derivative - quotient * v.derivative) / v.value)
  },
  Meaning(instruction: .minimum) { u, v, _, _ in
    u.value == v.value ? tie(u, v) : u.value < v.value ? u : v
  },
  Meaning(instruction: .maximum) { u, v, _, _ in
    u.value == v.value ? tie(u, v) : u.value > v.value ? u : v
  },
  Meaning(instruction: .exp) { u, _, _, _ in chain(u, .exp(u.value), .exp(u.value)) },
  Meaning(instruction: .expMinusOne) { u, _, _, _ in
    chain(u, .expMinusOne(u.value), .exp(u.value))
  },
  Meaning(instruction: .log, isPositive: true) { u, _, _, _ in
    chain(u, .log(u.value), 1 / u.value)
  },
  Meaning(instruction: .logOnePlus, isPositive: true) { u, _, _, _ in
    chain(u, .log(onePlus: u.value), 1 / (1 + u.value))
  },
  Meaning(instruction: .squareRoot, isPositive: true) { u, _, _, _ in
    chain(u, u.value.squareRoot(), 0.5 / u.value.squareRoot())
  },
  Meaning(instruction: .tanh) { u, _, _, _ in
    chain(u, .tanh(u.value), 1 / (Double.cosh(u.value) * Double.cosh(u.value)))
  },
  Meaning(instruction: .sigmoid) { u, _, _, _ in
    let y = 1 / (1 + Double.exp(-u.value))
    return chain(u, y, y / (1 + Double.exp(u.value)))
  },
  Meaning(instruction: .erf) { u, _, _, _ in
    chain(u, .erf(u.value), 2 / Double.pi.squareRoot() * .exp(-u.value * u.value))
  },
  Meaning(instruction: .softplus) { u, _, _, _ in
    chain(
      u, max(u.value, 0) + .log(onePlus: .exp(-u.value.magnitude)), 1 / (1 + .exp(-u.value)))
  },
  Meaning(instruction: .softsign) { u, _, _, _ in
    let scale = 1 + u.value.magnitude
    return chain(u, u.value / scale, 1 / (scale * scale))
  },
  Meaning(instruction: .tanhOfSoftplus, tolerance: 6) { u, _, _, _ in
    let softplus = max(u.value, 0) + .log(onePlus: .exp(-u.value.magnitude))
    let cosh = Double.cosh(softplus)
    return chain(u, .tanh(softplus), 1 / (cosh * cosh) / (1 + .exp(-u.value)))
  },
  Meaning(instruction: .sin, absolute: 2e-7) { u, _, _, _ in
    chain(u, .sin(u.value), .cos(u.value))
  },
  Meaning(instruction: .cos, absolute: 2e-7) { u, _, _, _ in
    chain(u, .cos(u.value), -.sin(u.value))
  },
  Meaning(instruction: .power, isPositive: true, tolerance: 6) { u, v, _, _ in
    let power = Double.pow(u.value, v.value)
    return (
      power,
      v.value * power / u.value * u.derivative + power * .log(u.value) * v.derivative
    )
  },
  Meaning(instruction: .not) { u, _, _, _ in (u.value == 0 ? 1 : 0, 0) },
  Meaning(instruction: .and) { u, v, _, _ in (u.value != 0 && v.value != 0 ? 1 : 0, 0) },
  Meaning(instruction: .or) { u, v, _, _ in (u.value != 0 || v.value != 0 ? 1 : 0, 0) },
  Meaning(instruction: .compare(.less)) { u, v, _, _ in (u.value < v.value ? 1 : 0, 0) },
  Meaning(instruction: .compare(.lessOrEqual)) { u, v, _, _ in (u.value <= v.value ? 1 : 0, 0) },
  Meaning(instruction: .compare(.greater)) { u, v, _, _ in (u.value > v.value ? 1 : 0, 0) },
  Meaning(instruction: .compare(.greaterOrEqual)) { u, v, _, _ in
    (u.value >= v.value ? 1 : 0, 0)
  },
  Meaning(instruction: .compare(.equal)) { u, v, _, _ in (u.value == v.value ? 1 : 0, 0) },
  Meaning(instruction: .compare(.notEqual)) { u, v, _, _ in (u.value != v.value ? 1 : 0, 0) },
  Meaning(instruction: .select(.less)) { u, v, w, z in u.value < v.value ? w : z },
  Meaning(instruction: .select(.lessOrEqual)) { u, v, w, z in u.value <= v.value ? w : z },
  Meaning(instruction: .select(.greater)) { u, v, w, z in u.value > v.value ? w : z },
  Meaning(instruction: .select(.greaterOrEqual)) { u, v, w, z in u.value >= v.value ? w : z },
  Meaning(instruction: .select(.equal)) { u, v, w, z in u.value == v.value ? w : z },
  Meaning(instruction: .select(.notEqual)) { u, v, w, z in u.value != v.value ? w : z },
  Meaning(instruction: .selectByConstant(.less)) { u, v, w, _ in u.value < a ? v : w },
  Meaning(instruction: .selectByConstant(.lessOrEqual)) { u, v, w, _ in u.value <= a ? v : w },
  Meaning(instruction: .selectByConstant(.greater)) { u, v, w, _ in u.value > a ? v : w },
  Meaning(instruction: .selectByConstant(.greaterOrEqual)) { u, v, w, _ in u.value >= a ? v : w },
  Meaning(instruction: .selectByConstant(.equal)) { u, v, w, _ in u.value == a ? v : w },
  Meaning(instruction: .selectByConstant(.notEqual)) { u, v, w, _ in u.value != a ? v : w },
  Meaning(instruction: .keepNaN) { u, v, _, _ in v.value.isNaN ? v : u },
]

/// u to the power n, whose constant a is n.
private func integerPower(_ n: Double) -> Meaning {
  Meaning(instruction: .integerPower, a: n, isPositive: n < 0, tolerance: 8) { u, _, _, _ in
    (pow(u.value, n), n == 0 ? 0 : n * pow(u.value, n - 1) * u.derivative)
  }
}

/// Of equal values that with the derivative of smaller magnitude.
@Sendable private func tie(_ u: Pair, _ v: Pair) -> Pair {
  u.derivative.magnitude <= v.derivative.magnitude ? u : v
}

@Sendable private func chain(_ u: Pair, _ value: Double, _ derivative: Double) -> Pair {
  (value, derivative * u.derivative)
}

/// Four registers of made-up numbers, and room for a result.
private final class Registers {
  let count: Int
  private let memory: UnsafeMutablePointer<Float>

  init(count: Int, isPositive: Bool) {
    self.count = count
    memory = .allocate(capacity: 10 * count)
    memory.initialize(repeating: 0, count: 10 * count)
    for lane in 0..<count {
      // From -10 to 10 and back at four paces; some lanes of u are those of v, some a.
      for register in 0..<4 {
        let phase = Double((lane * (7 + 2 * register) + 3 * register) % 401)
        let value = Float((phase - 200) / 20)
        self[register].value[lane] = isPositive && register == 0 ? value.magnitude + 0.5 : value
        self[register].derivative[lane] = Float(phase / 100 - 1.5)
      }
      if lane % 17 == 3 { self[0].value[lane] = isPositive ? 2 : self[1].value[lane] }
      if lane % 17 == 5 { self[0].value[lane] = Float(a) }
    }
  }

  deinit { memory.deallocate() }

  subscript(
    register: Int
  ) -> (value: UnsafeMutablePointer<Float>, derivative: UnsafeMutablePointer<Float>) {
    let start = memory + 2 * register * count
    return (start, start + count)
  }

  /// Runs an instruction over some lanes, from the registers 0 to 3 to the fourth; false where the
  /// machine has no loops.
  func run(_ instruction: RowInstruction, a: Double = a, _ lanes: Range<Int>) -> Bool {
    var step = RowStep(instruction, a: Float(a), b: Float(b))
    (step.target, step.u, step.v, step.w, step.z) = (4, 0, 1, 2, 3)
    return run([step], lanes)
  }

  /// Runs a program of these registers, the fourth the result, and of two that are lent.
  func run(_ steps: [RowStep<Float>], _ lanes: Range<Int>) -> Bool {
    let registers = (0..<5).map { register in
      RowMemory(
        value: self[register].value + lanes.lowerBound,
        derivative: self[register].derivative + lanes.lowerBound)
    }
    guard let program = Float.rowProgram(steps) else { return false }
    (registers + [.lent, .lent]).withUnsafeBufferPointer { program($0, lanes.count) }
    return true
  }

  /// A lane of a register.
  func pair(_ register: Int, _ lane: Int) -> Pair {
    (Double(self[register].value[lane]), Double(self[register].derivative[lane]))
  }
}

@Suite(.enabled(if: MachineKernels.areAvailable, "this machine has no loops of its own"))
struct RowInstructionTests {
  @Test func `every instruction is what it means in Double`() {
    for meaning in meanings {
      let registers = Registers(count: 803, isPositive: meaning.isPositive)
      #expect(registers.run(meaning.instruction, a: meaning.a, 0..<803))
      for lane in 0..<803 {
        let (u, v) = (registers.pair(0, lane), registers.pair(1, lane))
        let (w, z) = (registers.pair(2, lane), registers.pair(3, lane))
        let expected = meaning.of(u, v, w, z)
        guard expected.value.isFinite else { continue }
        let found = registers.pair(4, lane)
        // Where two terms cancel, what counts is an ulp of the terms.
        let scale = max(
          expected.derivative.magnitude, u.derivative.magnitude, v.derivative.magnitude, 0.01)
        let allowed = meaning.tolerance * Double(Float(expected.value).ulp)
        #expect(
          (found.value - expected.value).magnitude <= max(allowed, meaning.absolute),
          "\(meaning.instruction) of \(u), \(v)")
        #expect(
          (found.derivative - expected.derivative).magnitude
            <= 4e-6 * max(scale, (expected.value * v.derivative).magnitude),
          "\(meaning.instruction) of \(u), \(v)")
      }
    }
  }

  @Test func `the power 0 does not vary, however steep its base is`() {
    let registers = Registers(count: 40, isPositive: true)
    for lane in 0..<40 { registers[0].derivative[lane] = lane % 2 == 0 ? .infinity : .nan }
    #expect(registers.run(.integerPower, a: 0, 0..<40))
    for lane in 0..<40 {
      #expect(registers[4].value[lane] == 1 && registers[4].derivative[lane] == 0)
    }
  }

  @Test func `powers that the loop leaves to libm are those of Double`() {
    let bases: [Float] = [-2, -0.5, 0, -0.0, .infinity, -.infinity, 1e30, 1e-30, 0.5, 3]
    let exponents: [Float] = [3, -2, 0, 0.5, 1, 200, -200, 2]
    let registers = Registers(count: bases.count * exponents.count, isPositive: false)
    for lane in 0..<registers.count {
      registers[0].value[lane] = bases[lane / exponents.count]
      registers[0].derivative[lane] = 1
      registers[1].value[lane] = exponents[lane % exponents.count]
      registers[1].derivative[lane] = 0
    }
    #expect(registers.run(.power, 0..<registers.count))
    for lane in 0..<registers.count {
      let (u, v) = (registers.pair(0, lane), registers.pair(1, lane))
      let value = Float(pow(u.value, v.value))
      let slope = Float(v.value == 0 ? 0 : v.value * pow(u.value, v.value - 1))
      let found = (registers[4].value[lane], registers[4].derivative[lane])
      let places = "\(u.value) to the power \(v.value)"
      #expect(Self.isNear(found.0, value), "\(places): \(found.0), not \(value)")
      #expect(Self.isNear(found.1, slope), "slope of \(places): \(found.1), not \(slope)")
    }
  }

  private static func isNear(_ found: Float, _ expected: Float) -> Bool {
    if expected.isNaN { return found.isNaN }
    return found == expected
      || (found - expected).magnitude <= max(1e-5 * expected.magnitude, .leastNormalMagnitude)
  }

  @Test func `a program of steps that are taken together is as one of steps alone`() {
    // What is written between is lent, and read once.
    let products: [RowInstruction] = [.exp, .tanh, .add, .subtract, .multiply, .divide]
    for instruction in products {
      for isFirst in [true, false] {
        var scaled = RowStep<Float>(.affine, a: Float(a), b: Float(b))
        (scaled.target, scaled.u) = (5, 0)
        var next = RowStep<Float>(instruction, a: 0, b: 0)
        (next.target, next.u, next.v) = isFirst ? (4, 5, 1) : (4, 1, 5)
        let takes =
          switch instruction {
          case .exp, .tanh: isFirst
          case .subtract, .divide: !isFirst
          default: true
          }
        check([scaled, next], asOne: takes)
      }
    }
    var product = RowStep<Float>(.multiply, a: 0, b: 0)
    (product.target, product.u, product.v) = (5, 0, 1)
    for isFirst in [true, false] {
      var sum = RowStep<Float>(.add, a: 0, b: 0)
      (sum.target, sum.u, sum.v) = isFirst ? (4, 5, 2) : (4, 2, 5)
      check([product, sum])
    }
    var exponent = RowStep<Float>(.fill, a: 3, b: 0)
    exponent.target = 5
    var power = RowStep<Float>(.power, a: 0, b: 0)
    (power.target, power.u, power.v) = (4, 0, 5)
    check([exponent, power])
  }

  /// Holds two steps to the same one by one, with what is between in memory that others can read.
  private func check(_ steps: [RowStep<Float>], asOne: Bool = true) {
    #expect(MachineStep.steps(steps).fused().count == (asOne ? 1 : 2))
    let (together, alone) = (
      Registers(count: 403, isPositive: false), Registers(count: 403, isPositive: false)
    )
    #expect(together.run(steps, 0..<403))
    var (first, second) = (steps[0], steps[1])
    // The third register takes the place of the one that is lent.
    first.target = 3
    if second.u == 5 { second.u = 3 }
    if second.v == 5 { second.v = 3 }
    #expect(alone.run([first], 0..<403) && alone.run([second], 0..<403))
    for lane in 0..<403 {
      let (found, expected) = (together.pair(4, lane), alone.pair(4, lane))
      #expect(
        Self.isNear(Float(found.value), Float(expected.value))
          && Self.isNear(Float(found.derivative), Float(expected.derivative)),
        "\(steps[0].instruction), \(steps[1].instruction): \(found), not \(expected)")
    }
  }

  @Test
  func `a register without derivatives is x, and rows longer than a block are worked on whole`() {
    let count = 1000
    let registers = Registers(count: count, isPositive: false)
    var steps = [
      RowStep<Float>(.sigmoid, a: 0, b: 0), RowStep<Float>(.multiply, a: 0, b: 0),
    ]
    steps[0].target = 1
    (steps[1].target, steps[1].u, steps[1].v) = (2, 0, 1)
    let memory = [
      RowMemory(value: registers[0].value, derivative: nil), .lent,
      RowMemory(value: registers[4].value, derivative: registers[4].derivative),
    ]
    memory.withUnsafeBufferPointer { Float.rowProgram(steps)?($0, count) }
    for lane in 0..<count {
      let x = registers.pair(0, lane).value
      let sigmoid = 1 / (1 + Double.exp(-x))
      let found = registers.pair(4, lane)
      #expect((found.value - x * sigmoid).magnitude < 1e-5)
      #expect((found.derivative - sigmoid * (1 + x * (1 - sigmoid))).magnitude < 1e-5)
    }
  }

  @Test func `a lane has the same bits wherever it lies in a block`() {
    for meaning in meanings {
      let whole = Registers(count: 64, isPositive: meaning.isPositive)
      #expect(whole.run(meaning.instruction, a: meaning.a, 0..<64))
      for size in [1, 3, 7, 8, 9, 15] {
        let pieces = Registers(count: 64, isPositive: meaning.isPositive)
        for start in stride(from: 0, to: 64, by: size) {
          #expect(pieces.run(meaning.instruction, a: meaning.a, start..<min(start + size, 64)))
        }
        for lane in 0..<64 {
          #expect(
            whole[4].value[lane].bitPattern == pieces[4].value[lane].bitPattern
              && whole[4].derivative[lane].bitPattern == pieces[4].derivative[lane].bitPattern,
            "\(meaning.instruction), lane \(lane) in pieces of \(size)")
        }
      }
    }
  }
}
