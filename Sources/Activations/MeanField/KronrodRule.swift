/// The 15-point Gauss-Kronrod rule on [-1, 1]: an integral, and the 7-point one to judge it by.
///
/// Reference: Piessens et al. 1983, QUADPACK, routine `qk15`.
enum KronrodRule {
  /// The nodes, ascending.
  static let nodes: [Double] = half.map { -$0.node } + [0] + half.reversed().map(\.node)

  /// The weights of the 15-point rule.
  static let weights: [Double] =
    half.map(\.weight) + [0.209_482_141_084_727_83] + half.reversed().map(\.weight)

  /// The weights of the 7-point rule, 0 at the nodes that it has not.
  static let embedded: [Double] =
    half.map(\.embedded) + [0.417_959_183_673_469_39] + half.reversed().map(\.embedded)

  private static let half: [(node: Double, weight: Double, embedded: Double)] = [
    (0.991_455_371_120_812_64, 0.022_935_322_010_529_225, 0),
    (0.949_107_912_342_758_52, 0.063_092_092_629_978_553, 0.129_484_966_168_869_69),
    (0.864_864_423_359_769_07, 0.104_790_010_322_250_18, 0),
    (0.741_531_185_599_394_44, 0.140_653_259_715_525_92, 0.279_705_391_489_276_67),
    (0.586_087_235_467_691_13, 0.169_004_726_639_267_90, 0),
    (0.405_845_151_377_397_17, 0.190_350_578_064_785_41, 0.381_830_050_505_118_94),
    (0.207_784_955_007_898_47, 0.204_432_940_075_298_89, 0),
  ]
}
