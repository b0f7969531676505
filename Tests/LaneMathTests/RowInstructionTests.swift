import Foundation
import LaneMath
import Testing

/// A value and its derivative in `Double`.
private typealias Pair = (value: Double, derivative: Double)

/// An instruction, what it means in `Double`, and how many ulp it may be off.
private struct Meaning: Sendable {
  let instruction: RowInstruction
  var isPositive = false
  var tolerance = 4.0
  /// The absolute error where terms cancel.
  var absolute = 0.0
  let of: @Sendable (_ u: Pair, _ v: Pair, _ w: Pair, _ z: Pair) -> Pair
}

private let (a, b) = (1.75, -0.625)

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
  Meaning(instruction: .square) { u, _, _, _ in
    (u.value * u.value, 2 * u.value * u.derivative)
  },
  Meaning(instruction: .cube) { u, _, _, _ in
    (u.value * u.value * u.value, 3 * u.value * u.value * u.derivative)
  },
  Meaning(instruction: .absolute) { u, _, _, _ in
    (u.value.magnitude, u.value == 0 ? 0 : u.value < 0 ? -u.derivative : u.derivative)
  },
  Meaning(instruction: .add, tolerance: 1) { u, v, _, _ in
    (u.value + v.value, u.derivative + v.derivative)
  },
  Meaning(instruction: .subtract, tolerance: 1) { u, v, _, _ in
    (u.value - v.value, u.derivative - v.derivative)
  },
  Meaning(instruction: .multiply) { u, v, _, _ in
    (u.value * v.value, u.derivative * v.value + u.value * v.derivative)
  },
  Meaning(instruction: .multiplyAdd, absolute: 1e-5) { u, v, w, _ in
    (
      u.value * v.value + w.value,
      u.derivative * v.value + u.value * v.derivative + w.derivative
    )
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
]

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

  subscript(register: Int) -> RowRegister<Float> {
    let start = memory + 2 * register * count
    return RowRegister(value: start, derivative: start + count)
  }

  /// Runs an instruction over some lanes; false where the machine has no loops.
  func run(_ instruction: RowInstruction, _ lanes: Range<Int>) -> Bool {
    func part(_ register: Int) -> RowRegister<Float> {
      RowRegister(
        value: self[register].value + lanes.lowerBound,
        derivative: self[register].derivative + lanes.lowerBound)
    }
    let parts = UnsafeMutablePointer<RowRegister<Float>>.allocate(capacity: 6)
    defer { parts.deallocate() }
    parts.initialize(to: part(0))
    for register in 0..<5 { (parts + register + 1).initialize(to: part(register)) }
    var step = RowStep(instruction, a: Float(a), b: Float(b))
    (step.target, step.u, step.v, step.w, step.z) = (5, 1, 2, 3, 4)
    guard let program = Float.rowProgram([step]) else { return false }
    program(parts, lanes.count)
    return true
  }

  /// A lane of a register; scaled as an instruction may do before it does anything else.
  func pair(_ register: Int, _ lane: Int, isScaled: Bool = false) -> Pair {
    let (value, derivative) = (self[register].value[lane], self[register].derivative[lane])
    guard isScaled else { return (Double(value), Double(derivative)) }
    return (Double(value * Float(a) + Float(b)), Double(derivative * Float(a)))
  }
}

@Suite(.enabled(if: MachineKernels.areAvailable, "this machine has no loops of its own"))
struct RowInstructionTests {
  @Test func `every instruction is what it means in Double`() {
    for meaning in meanings {
      let registers = Registers(count: 803, isPositive: meaning.isPositive)
      #expect(registers.run(meaning.instruction, 0..<803))
      for lane in 0..<803 {
        let operand = meaning.instruction.scaledOperand
        let u = registers.pair(0, lane, isScaled: operand == .first)
        let v = registers.pair(1, lane, isScaled: operand == .second)
        let w = registers.pair(2, lane, isScaled: meaning.instruction == .multiplyAdd)
        let z = registers.pair(3, lane)
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

  @Test(arguments: [RowInstruction.tanh, .sigmoid, .exp, .log, .softplus])
  func `a function of x itself has the bits of one of a register whose derivative is 1`(
    _ instruction: RowInstruction
  ) {
    let registers = Registers(count: 100, isPositive: true)
    for lane in 0..<100 { registers[0].derivative[lane] = 1 }
    let table = UnsafeMutablePointer<RowRegister<Float>>.allocate(capacity: 4)
    defer { table.deallocate() }
    for (place, register) in [0, 0, 3, 4].enumerated() {
      (table + place).initialize(to: registers[register])
    }
    var (ofX, ofRegister) = (
      RowStep(instruction, a: Float(a), b: Float(b)), RowStep(instruction, a: Float(a), b: Float(b))
    )
    ofX.target = 2
    (ofRegister.target, ofRegister.u) = (3, 1)
    Float.rowProgram([ofX, ofRegister])?(table, 100)
    for lane in 0..<100 {
      #expect(registers[3].value[lane] == registers[4].value[lane])
      #expect(registers[3].derivative[lane] == registers[4].derivative[lane])
    }
  }

  @Test func `a lane has the same bits wherever it lies in a block`() {
    for meaning in meanings {
      let whole = Registers(count: 64, isPositive: meaning.isPositive)
      #expect(whole.run(meaning.instruction, 0..<64))
      for size in [1, 3, 7, 8, 9, 15] {
        let pieces = Registers(count: 64, isPositive: meaning.isPositive)
        for start in stride(from: 0, to: 64, by: size) {
          #expect(pieces.run(meaning.instruction, start..<min(start + size, 64)))
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
