public import LaneMath

/// An activation function as a value: a name, its range, and a kernel that runs over whole rows.
///
/// There are two kinds. An *element-wise* activation writes, for each preactivation x, the value
/// f(x) and the derivative f'(x) as its record; its pullback is cotangent * record. A *row-wise*
/// one (softmax over the H units of one gate) writes its value y, and y again as its record.
///
/// Rows are spans of H units of one gate; an element-wise activation may get several rows of the
/// batch as one, so that a place in the span means nothing. In every built-in element-wise
/// activation a NaN preactivation gives a NaN value, and an infinite one gives the limit.
///
/// ```swift
/// let softsign = Activation<Float>("softsign") { x in x / (1 + abs(x)) }
/// ```
public struct Activation<Scalar: LaneReal>: Sendable {
  /// A kernel: preactivations in, values and records out, all of the same count.
  public typealias Kernel = RowKernel<Scalar>

  /// A pullback: records in; the cotangent of the value in, of the preactivation out.
  public typealias Pullback = RowPullback<Scalar>

  /// The canonical name, with the parameters that differ from their defaults: `leaky-relu(0.2)`.
  public let name: String

  /// The infimum of the values, as the author declares it.
  public let lowerBound: Double

  /// The supremum of the values, as the author declares it.
  public let upperBound: Double

  /// The points where the derivative jumps and the value does not, ascending.
  public let kinks: [Double]

  /// The points where the value itself jumps, ascending.
  ///
  /// No derivative tells of a jump: what crosses it changes the loss, and the gradient is silent.
  public let jumps: [Double]

  /// The points around which the values grow beyond every number, as those of 1/x do at 0,
  /// ascending.
  public let poles: [Double]

  /// Whether a small derivative means saturation, as in tanh and unlike relu.
  ///
  /// By default it is whether both bounds are finite. Measurements of saturated units leave out
  /// activations where it is false.
  public let saturates: Bool

  /// What `apply` runs.
  let kernel: Kernel

  /// What `pullback` runs if this is row-wise.
  let rowPullback: Pullback?

  /// An activation of its parts; without a `rowPullback` it is element-wise.
  ///
  /// This is the level below the closures: the kernel sees a whole row, or several as one where it
  /// is element-wise, and must write every value and every record. Of an element-wise activation
  /// the record is the derivative.
  ///
  /// - Precondition: `lowerBound` is at most `upperBound`.
  public init(
    name: String,
    lowerBound: Double,
    upperBound: Double,
    kinks: [Double],
    jumps: [Double] = [],
    poles: [Double] = [],
    saturates: Bool,
    kernel: @escaping Kernel,
    rowPullback: Pullback? = nil
  ) {
    require(
      lowerBound <= upperBound,
      "\(name): the lower bound \(lowerBound) is above the upper bound \(upperBound)")
    self.name = name
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.kinks = kinks.sorted()
    self.jumps = jumps.sorted()
    self.poles = poles.sorted()
    self.saturates = saturates
    self.kernel = kernel
    self.rowPullback = rowPullback
  }

  /// Whether each value depends on its own preactivation only.
  public var isElementwise: Bool { rowPullback == nil }

  /// The kinks, jumps and poles, ascending: where a difference quotient is no derivative.
  public var breaks: [Double] { (kinks + jumps + poles).sorted() }

  /// Whether the values are bounded on both sides.
  public var isBounded: Bool { lowerBound.isFinite && upperBound.isFinite }
}
