import LaneMath

/// A stream of random numbers that is a pure function of a key.
///
/// Streams are keyed by a seed, a purpose ("rnn.weight_hh_l0", "sampling") and an index, so that
/// draws do not depend on the order in which things are drawn, on threads, or on what else a run
/// draws: two runs that differ in one option share all other draws. Generator and conversions are
/// our own because the standard library's may change between releases.
///
/// The generator is SplitMix64 (Steele, Lea and Flood 2014), the key a mix of its three parts.
public struct KeyedRandom: Sendable {
  private var state: UInt64

  /// The stream of `seed`, `purpose` and `index`.
  public init(seed: UInt64, purpose: String, index: UInt64 = 0) {
    // FNV-1a over the purpose's UTF-8, then every part through the finaliser.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = Self.mix(Self.mix(seed &+ 0x9e37_79b9_7f4a_7c15) ^ hash)
    state = Self.mix(state &+ Self.mix(index))
  }

  /// The next 64 random bits.
  public mutating func nextBits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// The next number uniform in [0, 1), with 53 random bits.
  public mutating func nextUniform() -> Double { Double(nextBits() >> 11) * 0x1p-53 }

  /// The next standard normal number (Box and Muller; one number for two uniform ones).
  public mutating func nextNormal() -> Double {
    // 1 - u lies in (0, 1], so its logarithm is finite.
    let radius = (-2 * Double.log(1 - nextUniform())).squareRoot()
    return radius * Double.cos(2 * Double.pi * nextUniform())
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
