import Recurrent

/// What the instruments say of one random network under its drive.
public struct DrivenMeasurement: Sendable, Equatable {
  /// The Lyapunov exponents; nil where they were refused.
  public let exponents: LyapunovExponents?
  /// Products of Jacobians by lag; nil where they were refused.
  public let jacobianProduct: JacobianProductNorm?
  /// Why something is missing; nil where nothing is.
  public let refusal: InstrumentRefusal?
  /// The share of hidden units with |derivative| < 0.1; nil where that is no saturation.
  public let saturatedFraction: Double?
  /// The root mean square of the hidden units.
  public let hiddenSize: Double
  /// The spectrum of W_hh (of a GRU, of the candidate's block).
  public let spectrum: WeightSpectrum

  /// Rows of the batch in which products of Jacobians are measured, and probes of each.
  public static let (productRows, probes) = (16, 8)

  /// The lags over which the slope is taken: few beside the units, as the theory wants it.
  public static func lags(units: Int) -> Int { max(2, min(30, units / 16)) }

  /// The slope of ln ‖J_k‖_F² against k; nil where products were refused or vanish.
  public var jacobianSlope: Double? {
    guard let jacobianProduct else { return nil }
    let slope = jacobianProduct.slope(over: 1...jacobianProduct.logSquares.count - 1)
    return slope.isFinite ? slope : nil
  }

  /// The standard error of ``jacobianSlope`` from the rows and probes of this network; nil where
  /// there is no slope.
  public var jacobianSlopeError: Double? {
    guard let jacobianProduct, jacobianSlope != nil else { return nil }
    return jacobianProduct.slopeError(over: 1...jacobianProduct.logSquares.count - 1)
  }

  /// Runs a network and measures it.
  ///
  /// - Parameters:
  ///   - driven: the network.
  ///   - steps: how many steps the exponents are averaged over.
  ///   - settling: how many steps the states settle before, and the frames align.
  ///   - count: how many exponents; nil for all.
  /// - Throws: ``InstrumentRefusal/notFinite(instrument:what:)`` for weights that are not finite.
  /// - Precondition: `steps` is positive, `count` in 1...N.
  public init<Scalar>(
    _ driven: DrivenNetwork<Scalar>, steps: Int, settling: Int, count: Int?
  ) throws(InstrumentRefusal) {
    let architecture = driven.network.architecture
    let parameters = driven.network.parameters.view
    let tape = driven.run(steps: steps + settling, settling: settling)
    var refusal: InstrumentRefusal?
    do throws(InstrumentRefusal) {
      exponents = try LyapunovExponents(
        architecture, parameters, tape, count: count, aligning: settling)
    } catch {
      exponents = nil
      refusal = error
    }
    let lags = Self.lags(units: architecture.joinedStateSize)
    let batch = driven.run(steps: lags, rows: Self.productRows, settling: settling)
    do throws(InstrumentRefusal) {
      jacobianProduct = try JacobianProductNorm(
        architecture, parameters, batch, probes: Self.probes)
    } catch {
      jacobianProduct = nil
      refusal = refusal ?? error
    }
    self.refusal = refusal
    saturatedFraction = ForwardStatistics(architecture, [tape]).saturatedFraction
    hiddenSize = HiddenProfile(architecture, [tape]).rootMeanSquareByLayer[0]
    spectrum = try WeightSpectrum(architecture, parameters, layer: 0)
  }
}
