import BLASMatrices

/// Compares the gradients of a network with central differences of its loss.
///
/// For each element p of each tensor, of the real-valued inputs and of the first state,
///
///     d ≈ (8 (L(p + e) - L(p - e)) - (L(p + 2e) - L(p - 2e))) / 12e
///
/// whose own error is of order e⁴, so that e can be large enough to keep rounding out. L is the
/// summed cross-entropy of the window.
///
/// An element is skipped where two evaluations lie on different sides of a kink or a jump of some
/// gate's activation: there the difference quotient is no derivative, and the check would blame a
/// right gradient (pytorch#11662). So it is where they lie at distances of a pole that differ by
/// more than a hundredth. The result says how many were skipped.
public struct GradientCheck: Sendable {
  /// The comparison of one tensor.
  public struct Comparison: Sendable {
    /// The tensor's name; `inputs` and `initial_state_l0` for what is not a parameter.
    public let name: String
    /// |analytic - numeric| / max(|analytic|, |numeric|, 1e-6) over the elements compared,
    /// Euclidean; below 1e-6 there is only the rounding of the quotient to compare.
    public let error: Double
    /// How many elements were compared.
    public let compared: Int
    /// How many were skipped at a kink or near a pole.
    public let skipped: Int
  }

  /// One comparison per tensor.
  public let comparisons: [Comparison]

  /// The largest error of all tensors; infinite where one is not a number.
  public var largestError: Double {
    comparisons.map { $0.error.isNaN ? .infinity : $0.error }.max() ?? 0
  }

  /// The share of all elements that were skipped at a kink or near a pole.
  public var skippedShare: Double {
    let skipped = comparisons.reduce(0) { $0 + $1.skipped }
    let all = comparisons.reduce(0) { $0 + $1.compared + $1.skipped }
    return Double(skipped) / Double(max(1, all))
  }

  /// Checks `network` on the window that `tape` holds: inputs, targets and first state.
  ///
  /// The tape's preactivations and cotangents are overwritten; inputs, targets and first state are
  /// left as they were, but for rounding.
  ///
  /// - Parameters:
  ///   - network: the network; `Float` has too few digits for differences.
  ///   - tape: a tape of the network's architecture, with inputs and targets filled in.
  ///   - step: e, in units of the element.
  /// - Precondition: the tape is of the architecture; every token is in 0..<I and every target in
  ///   0..<V.
  public init(
    _ network: RecurrentNetwork<Double>, on tape: NetworkTape<Double>, step: Double = 5e-5
  ) {
    self.init(AnalyticGradients(network, tape), network, on: tape, step: step)
  }

  /// Compares gradients that were computed elsewhere with the differences of `network`.
  init(
    _ gradients: AnalyticGradients, _ network: RecurrentNetwork<Double>,
    on tape: NetworkTape<Double>, step: Double
  ) {
    var probe = Probe(network: network, tape: tape, step: step)
    comparisons = probe.run(gradients)
  }
}

extension GradientCheck {
  /// The window, the analytic gradients, and the loss as a function of one element at a time.
  private struct Probe {
    var network: RecurrentNetwork<Double>
    let tape: NetworkTape<Double>
    let step: Double

    mutating func run(_ gradients: AnalyticGradients) -> [Comparison] {
      let start = tape.initialState
      var comparisons = network.architecture.layout.tensors.map { tensor in
        compare(tensor.name, Array(gradients.parameters[tensor.range])) { probe, index, change in
          probe.network.parameters.elements[tensor.offset + index] += change
        }
      }
      for layer in tape.layers.indices {
        comparisons.append(
          compare("initial_state_l\(layer)", gradients.initialStates[layer]) {
            probe, index, change in
            var state = probe.tape.initialState
            let columns = state[layer].columnCount
            state[layer][index / columns, index % columns] += change
            probe.tape.initialState = state
          })
        tape.initialState = start
      }
      if let inputs = gradients.inputs {
        comparisons.append(
          compare("inputs", inputs) { probe, index, change in
            let memory = probe.tape.values
            var values = memory.mutableView
            var row = values[index / memory.columnCount]
            row[index % memory.columnCount] += change
          })
      }
      return comparisons
    }

    private mutating func compare(
      _ name: String, _ analytic: [Double], change: (inout Probe, Int, Double) -> Void
    ) -> Comparison {
      var (difference, left, right) = (0.0, 0.0, 0.0)
      var skipped = 0
      for index in analytic.indices {
        let evaluations = [2.0, 1, -1, -2].map { multiple in
          change(&self, index, multiple * step)
          defer { change(&self, index, -multiple * step) }
          return evaluate()
        }
        guard Self.areComparable(evaluations) else {
          skipped += 1
          continue
        }
        let outer = evaluations[0].loss - evaluations[3].loss
        let inner = evaluations[1].loss - evaluations[2].loss
        let numeric = (8 * inner - outer) / (12 * step)
        difference += (analytic[index] - numeric) * (analytic[index] - numeric)
        left += analytic[index] * analytic[index]
        right += numeric * numeric
      }
      // Below the size of rounding in the quotient there is nothing to compare.
      let scale = max(left.squareRoot(), right.squareRoot(), 1e-6)
      return Comparison(
        name: name, error: difference.squareRoot() / scale,
        compared: analytic.count - skipped, skipped: skipped)
    }

    /// A loss, and where the preactivations lay that led to it.
    private struct Evaluation {
      /// Summed.
      var loss = 0.0
      /// On which side of each kink, jump and pole every preactivation lay.
      var sides: [Bool] = []
      /// How far from each pole.
      var distances: [Double] = []
    }

    /// Whether losses lie on one smooth stretch of the function: all on the same side of every
    /// kink, and at nearly the same distance of every pole.
    ///
    /// A difference quotient of 1/x is off by the fourth power of the step over the distance.
    private static func areComparable(_ evaluations: [Evaluation]) -> Bool {
      let first = evaluations[0]
      return evaluations.allSatisfy { other in
        other.sides == first.sides
          && zip(other.distances, first.distances).allSatisfy {
            ($0 - $1).magnitude <= nearlySame * $1
          }
      }
    }

    /// The change of a distance to a pole that leaves a quotient right to 1e-8.
    private static let nearlySame = 0.01

    private func evaluate() -> Evaluation {
      let parameters = network.parameters.view
      network.architecture.forward(parameters, tape)
      var evaluation = Evaluation()
      for (layer, layerTape) in zip(network.architecture.layers, tape.layers) {
        let gates = Matrix(layerTape.gatesView)
        for (index, activation) in layer.cell.activations.enumerated() {
          let (breaks, poles) = (activation.breaks, activation.poles)
          for row in 0..<gates.rowCount {
            for column in layer.shape.columns(ofGate: index) {
              let preactivation = gates[row, column]
              for place in breaks { evaluation.sides.append(preactivation > place) }
              for place in poles { evaluation.distances.append((preactivation - place).magnitude) }
            }
          }
        }
      }
      evaluation.loss = network.architecture.loss(parameters, tape).sum
      return evaluation
    }
  }
}
