internal import CKernels

extension Float {
  /// The loop of `function` in C; nil where the machine has no kernels.
  public static func rowKernel(_ function: RowFunction) -> RowKernel<Float>? {
    guard let width = MachineKernels.code else { return nil }
    let (code, parameters) = call(function)
    return { input, value, derivative in
      let count = input.count
      require(
        value.count == count && derivative.count == count,
        "\(count) inputs, \(value.count) values and \(derivative.count) derivatives differ")
      input.withUnsafeBufferPointer { input in
        value.withUnsafeMutableBufferPointer { value in
          derivative.withUnsafeMutableBufferPointer { derivative in
            lane_functions_apply(
              width, code, parameters, input.baseAddress, value.baseAddress,
              derivative.baseAddress, count)
          }
        }
      }
    }
  }

  /// The function and its constants, as the C side names them.
  private static func call(_ function: RowFunction) -> (lane_function, lane_parameters) {
    func plain(_ code: lane_function) -> (lane_function, lane_parameters) {
      (code, lane_parameters(a: 1, b: 1, c: 1, rate: 1))
    }
    switch function {
    case .tanh: return plain(lane_tanh)
    case .scaledTanh(let amplitude, let rate):
      return (
        lane_scaled_tanh,
        lane_parameters(a: Float(amplitude), b: Float(amplitude * rate), c: 1, rate: rate)
      )
    case .sigmoid: return plain(lane_sigmoid)
    case .exponential: return plain(lane_exponential)
    case .exponentialLinear(let slope, let amplitude, let rate):
      return (
        rate == 1 ? lane_exponential_linear : lane_exponential_linear_with_rate,
        lane_parameters(
          a: Float(amplitude), b: Float(amplitude * rate), c: Float(slope), rate: rate)
      )
    case .softplus(let rate):
      return (
        rate == 1 ? lane_softplus : lane_softplus_with_rate,
        lane_parameters(a: Float(1 / rate), b: 1, c: 1, rate: rate)
      )
    case .logSigmoid: return plain(lane_log_sigmoid)
    case .silu: return plain(lane_silu)
    case .gelu: return plain(lane_gelu)
    case .tanhGELU: return plain(lane_tanh_gelu)
    case .mish: return plain(lane_mish)
    case .tanhshrink: return plain(lane_tanh_shrink)
    case .linearlyScaledTanh: return plain(lane_linearly_scaled_tanh)
    case .logCosh: return plain(lane_log_cosh)
    case .softsign: return plain(lane_softsign)
    case .softmax: return plain(lane_softmax)
    case .squareplus(let b):
      let root = b.squareRoot()
      return (
        lane_squareplus, lane_parameters(a: Float(root), b: Float(1 / root), c: 1, rate: 1)
      )
    }
  }
}

extension Double {
  /// None: `Double` is the precision that checks others.
  public static func rowKernel(_ function: RowFunction) -> RowKernel<Double>? { nil }
}
