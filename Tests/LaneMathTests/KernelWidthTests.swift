import Foundation
import LaneMath
import Testing

/// Activations and the steps of programs in registers of 256 and of 512 bits.
@Suite(.enabled(if: MachineKernels.width == .avx512, "no AVX-512 on this machine"))
struct KernelWidthTests {
  @Test func `registers of half the width give the same bits`() async {
    let bits = Self.bits()
    await #expect(processExitsWith: .success) { [bits = bits as UInt64] in
      setenv("RNN_KERNELS", "avx2", 1)
      precondition(MachineKernels.width == .avx2)
      precondition(Self.bits() == bits, "an activation has other bits")
    }
  }

  /// A hash of the values and derivatives of all functions, over rows with and without a rest.
  private static func bits() -> UInt64 {
    let functions: [RowFunction] = [
      .tanh, .scaledTanh(amplitude: 1.7, rate: 0.66), .sigmoid, .exponential,
      .exponentialLinear(slope: 1, amplitude: 1, rate: 1),
      .exponentialLinear(slope: 1.05, amplitude: 1.67, rate: 0.5), .softplus(rate: 1),
      .softplus(rate: 2), .logSigmoid, .silu, .gelu, .tanhGELU, .mish, .tanhshrink,
      .linearlyScaledTanh, .logCosh, .softsign, .squareplus(b: 4), .softmax,
    ]
    var hash: UInt64 = 14_695_981_039_346_656_037
    for function in functions {
      guard let kernel = Float.rowKernel(function) else { return 0 }
      for count in [1, 5, 17, 63, 400] {
        let input = (0..<count).map { index in
          let place = Float(index * 7919 % 401) / 200 - 1
          return place * place * place * 120
        }
        var values = [Float](repeating: 0, count: count)
        var derivatives = values
        var valueSpan = values.mutableSpan
        var derivativeSpan = derivatives.mutableSpan
        kernel(input.span, &valueSpan, &derivativeSpan)
        for number in values + derivatives {
          hash = (hash ^ UInt64(number.bitPattern)) &* 1_099_511_628_211
        }
      }
    }
    for instruction in instructions { add(instruction, to: &hash) }
    for count in 1...70 {
      var row = (0..<count).map { Float($0 * 7919 % 401) / 20 - 10 }
      var span = row.mutableSpan
      var (largest, sum): (Float, Float) = (0, 0)
      guard Float.softmax(&span, largest: &largest, sum: &sum) else { return 0 }
      for number in row + [largest, sum] {
        hash = (hash ^ UInt64(number.bitPattern)) &* 1_099_511_628_211
      }
    }
    return hash
  }

  private static let instructions: [RowInstruction] = [
    .fill, .affine, .shiftedScale, .divideByConstant, .divideConstant, .minimumWithConstant,
    .maximumWithConstant, .integerPower, .absolute, .sign, .add, .subtract, .multiply, .divide,
    .minimum, .maximum, .exp, .expMinusOne, .log, .logOnePlus, .squareRoot, .tanh, .sigmoid, .erf,
    .softplus, .softsign, .tanhOfSoftplus, .sin, .cos, .power, .not, .and, .or, .compare(.less),
    .select(.less), .selectByConstant(.greater), .keepNaN,
  ]

  /// Adds the bits of 100 lanes of an instruction, alone and with the scaling before it that many
  /// take in.
  private static func add(_ instruction: RowInstruction, to hash: inout UInt64) {
    let count = 100
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 10 * count)
    defer { memory.deallocate() }
    for index in 0..<10 * count {
      let place = Float(index * 7919 % 401) / 100 - 2
      (memory + index).initialize(to: place * place * place)
    }
    var registers = (0..<5).map { register in
      let start = memory + 2 * register * count
      return RowMemory(value: start, derivative: start + count)
    }
    registers.append(.lent)
    var step = RowStep<Float>(instruction, a: 3, b: -0.25)
    (step.target, step.u, step.v, step.w, step.z) = (4, 0, 1, 2, 3)
    var scaling = RowStep<Float>(.affine, a: 1.5, b: -0.25)
    (scaling.target, scaling.u) = (5, 1)
    var scaled = step
    (scaled.u, scaled.v) = (0, 5)
    for steps in [[step], [scaling, scaled]] {
      registers.withUnsafeBufferPointer { Float.rowProgram(steps)?($0, count) }
      for index in 8 * count..<10 * count {
        // Of NaN the payload may be either operand's.
        let bits = memory[index].isNaN ? 0 : memory[index].bitPattern
        hash = (hash ^ UInt64(bits)) &* 1_099_511_628_211
      }
    }
  }
}
