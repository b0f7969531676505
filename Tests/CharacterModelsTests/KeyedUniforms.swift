/// Uniform numbers in 0..<1 that depend on a seed and their index alone (SplitMix64).
struct KeyedUniforms {
  let seed: UInt64

  func bits(_ index: Int) -> UInt64 {
    var state = seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
    return state ^ (state >> 31)
  }

  subscript(index: Int) -> Double {
    Double(bits(index) >> 11) * 0x1p-53
  }
}
