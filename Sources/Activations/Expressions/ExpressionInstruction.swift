import LaneMath

/// One step of a program over a block of lanes: registers read, a register written, constants.
struct ExpressionInstruction<Scalar: LaneReal>: Sendable {
  /// What is computed; each is one loop over the lanes.
  let code: Code

  /// The register that is written; never one that is read.
  var target = 0

  /// The registers that are read, as many as the code needs.
  var first = 0
  var second = 0
  var third = 0
  var fourth = 0

  /// The constants a and b of the codes that have them.
  let a: Scalar
  let b: Scalar

  /// The registers that are read, and 0 for those that the code has no use for.
  var registersRead: [Int] { [first, second, third, fourth] }

  init(code: Code, a: Scalar = 0, b: Scalar = 0) {
    self.code = code
    self.a = a
    self.b = b
  }

  /// The codes; u, v, w, z are the registers read.
  enum Code: Sendable {
    /// a
    case fill
    /// u a + b
    case affine
    /// (u + b) a
    case shiftedScale
    /// u / a, with b = 1 / a
    case divideByConstant
    /// a / u
    case divideConstant
    /// min(u, a)
    case minimumWithConstant
    /// max(u, a)
    case maximumWithConstant
    /// u to the power of the integer a
    case integerPower
    /// One operand, as the graph has it.
    case smooth(ExpressionOperation)
    case absolute
    case sign
    case not
    case add
    case subtract
    case multiply
    case divide
    case power
    case minimum
    case maximum
    /// u compared to v: 1 or 0
    case compare(RowComparison)
    case and
    case or
    /// u != 0 ? v : w
    case select
    /// u compared to a ? v : w
    case selectByConstant(RowComparison)
    /// u compared to v ? w : z
    case selectByComparison(RowComparison)
    /// x where x is NaN, u elsewhere
    case keepNaN
  }
}
