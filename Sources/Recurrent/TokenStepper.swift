import BLASMatrices
import LaneMath

/// A network fed one token at a time, for sampling: the state stays, nothing is recorded for long.
public final class TokenStepper<Scalar: BLASScalar> {
  private let network: RecurrentNetwork<Scalar>
  private let tape: NetworkTape<Scalar>
  private let output: Workspace<Scalar>
  private let panels: ParameterPanels<Scalar>?

  /// Starts from a zero state.
  ///
  /// - Precondition: the network reads tokens.
  public init(_ network: RecurrentNetwork<Scalar>) {
    require(network.architecture.inputs == .tokens, "the network reads values, not tokens")
    self.network = network
    tape = NetworkTape(network.architecture, steps: 1, batchSize: 1)
    output = Workspace(rowCount: 1, columnCount: network.architecture.outputSize)
    panels = ParameterPanels(network.architecture, isForwardOnly: true)
    panels?.pack(network.parameters.view)
  }

  /// Feeds `token` and returns the V logits of the next one, valid until the next call.
  ///
  /// - Precondition: `token` is in 0..<I.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(borrow self)
  public func logits(after token: Int32) -> Span<Scalar> {
    let (network, tape, output, panels) = (network, tape, output, panels)
    let input = tape.tokens
    var tokens = input.mutableSpan
    tokens[0] = token
    let parameters = network.parameters.view(packed: panels)
    network.architecture.forward(parameters, tape)
    var logits = output.mutableView
    network.architecture.readout.setLogits(
      parameters, hidden: network.architecture.topHidden(tape), into: &logits)
    tape.carryState()
    return _overrideLifetime(output.view[0], borrowing: self)
  }
}
