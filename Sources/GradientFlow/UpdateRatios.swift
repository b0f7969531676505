import BLASMatrices
import LaneMath
import Recurrent

/// How far an update moves each tensor, in units of the tensor: ‖ΔW‖_F / ‖W‖_F.
///
/// The learning rate is in it. 1e-3 is usual; above 1e-2 in W_hh, relu nets are about to spike.
///
/// ```swift
/// ratios.begin(parameters)      // before the update: copies the weights
/// ...                           // the update
/// ratios.end(parameters)        // ["rnn.weight_hh_l0": 0.0008, ...]
/// ```
public final class UpdateRatios<Scalar: BLASScalar> {
  private let before: Workspace<Scalar>
  private let difference: Workspace<Scalar>

  /// Prepares measurements of parameters of `layout`; memory is allocated here.
  public init(layout: ParameterLayout) {
    before = Workspace(rowCount: 1, columnCount: layout.count)
    difference = Workspace(rowCount: 1, columnCount: layout.count)
  }

  /// Remembers the weights before an update.
  ///
  /// - Precondition: they have the layout.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func begin(_ parameters: borrowing ParameterView<Scalar>) {
    let memory = before
    var target = memory.mutableView
    target.copy(parameters.elements)
  }

  /// The ratio of each tensor by name, after the update.
  ///
  /// A tensor that was zero before (a bias at its start) has none and is left out.
  ///
  /// - Precondition: they have the layout.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func end(_ parameters: borrowing ParameterView<Scalar>) -> [String: Double] {
    let (start, change) = (before, difference)
    var target = change.mutableView
    target.copy(parameters.elements)
    target.add(start.view, scaledBy: -1)
    var ratios: [String: Double] = [:]
    for tensor in parameters.layout.tensors {
      let size = start.view.columns(tensor.range).norm(ofRow: 0)
      guard size > 0 else { continue }
      ratios[tensor.name] = target.reading.columns(tensor.range).norm(ofRow: 0) / size
    }
    return ratios
  }
}
