import BLASMatrices
import RealModule
import Recurrent

/// How much of the gradient of the last loss of a window is left k steps further back.
///
///     G_l(k) = median over rows of ‖dL_T/dh^l_(T-k)‖ / ‖dL_T/dh^l_T‖
///
/// The loss is injected at one step only, so that short paths cannot hide that the long path
/// is gone, as they do in a gradient of the weights. Norms are carried as logarithms and the
/// cotangents renormalised at every step, so that nothing underflows or overflows at any lag.
///
/// Reference: Pascanu, Mikolov and Bengio 2013; see-rnn#57 on why weight gradients mislead.
public struct LagProfile: Sendable, Equatable {
  /// What the cotangent of the last hidden state was.
  public enum Source: Sendable, Equatable {
    /// The gradient of the cross-entropy of the last step.
    case loss
    /// The gradient of the cross-entropy of one step of the window, drawn for each row: the
    /// window's end is not special, but the longer the lag, the fewer rows reach it.
    case lossAtRandomStep
    /// A random direction, where the loss may give none.
    case randomDirection
  }

  /// What was injected.
  public let source: Source
  /// ln G_l(k), by layer (lowest first) and lag 0...T-1, or as far as a row reaches; minus infinity
  /// where the median is zero.
  public let logByLayer: [[Double]]
  /// The quartiles of ln G(k) over rows for the top layer, by lag.
  public let quartiles: [ClosedRange<Double>]
  /// How many rows were measured.
  public let rows: Int
  /// How many rows were left out: their gradient at the last step was exactly zero (a saturated
  /// softmax) or not finite, or was lost to an overflow further back.
  public let rowsWithoutGradient: Int

  /// G(k) of the top layer by lag; empty where no row had a gradient.
  public var gradientByLag: [Double] { (logByLayer.last ?? []).map { Double.exp($0) } }

  /// G_l(k) by layer, lowest first, and lag.
  public var gradientByLagByLayer: [[Double]] { logByLayer.map { $0.map { Double.exp($0) } } }

  /// The slope of ln G(k) of the top layer against k, see ``ProfileFit``; nil with too few lags.
  public var decayRate: Double? { ProfileFit.decayRate(ofLogarithms: logByLayer.last ?? []) }

  /// After how many steps G falls to 1/e; nil where it falls by less than 0.1 % a step, or grows.
  public var eFoldLag: Double? { ProfileFit.eFoldLag(decayRate: decayRate) }
}
