import BLASMatrices

extension RecurrentArchitecture {
  /// Runs all layers over the tape's window, from the state in the tape.
  ///
  /// - Precondition: the tape is of this architecture, and every token is in 0..<I.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>) {
    // Over indices: in generic code `enumerated()` boxes each element, an allocation per layer.
    for index in layers.indices {
      let layer = layers[index]
      let weights = layer.weights(in: parameters)
      let layerTape = tape.layers[index]
      if index > 0 {
        let below = tape.layers[index - 1]
        layer.project(
          values: below.hiddenStates(layers[index - 1].shape), weights, into: layerTape)
      } else if inputs == .tokens {
        let tokens = tape.tokens
        layer.project(tokens: tokens.span, weights, into: layerTape)
      } else {
        let values = tape.values
        layer.project(values: values.view, weights, into: layerTape)
      }
      layer.run(weights, layerTape)
    }
  }

  /// The summed cross-entropy of the window's targets, after ``forward(_:_:)``.
  ///
  /// - Precondition: every target is in 0..<V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func loss(
    _ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>
  ) -> LossSum {
    let targets = tape.targets
    return readout.loss(
      parameters, hidden: topHidden(tape), targets: targets.span, scratch: tape.logits)
  }

  /// The summed cross-entropy after ``forward(_:_:)``, and the gradient of that sum.
  ///
  /// Adds to `gradient`, and leaves the cotangents of the window's first state and, through
  /// ``setInputCotangent(_:_:into:)``, of the inputs on the tape. Truncated BPTT: no cotangent
  /// comes from behind the window.
  ///
  /// - Precondition: every target is in 0..<V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func lossAndGradient(
    _ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>,
    gradient: inout MutableParameterView<Scalar>
  ) -> LossSum {
    let (top, targets) = (tape.layers[layers.count - 1], tape.targets)
    var cotangents = top.outputCotangents
    let loss = readout.lossAndGradient(
      parameters, hidden: topHidden(tape), targets: targets.span, scratch: tape.logits,
      gradient: &gradient, cotangent: &cotangents)
    clearStateCotangents(tape)
    backward(parameters, tape, gradient: &gradient)
    return loss
  }

  /// Takes cotangents of the top hidden states back through all layers, adding to `gradient`.
  ///
  /// In: `outputCotangents` of the top layer's tape, from any loss, and every layer's
  /// `stateCotangent`, the cotangent of the state after the window. Out: `stateCotangent`, that of
  /// the state before it. The tape's preactivations give way to their cotangents, and the output
  /// cotangents are used up.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(
    _ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>,
    gradient: inout MutableParameterView<Scalar>
  ) {
    for index in layers.indices.reversed() {
      let layer = layers[index]
      let weights = layer.weights(in: parameters)
      let layerTape = tape.layers[index]
      layer.runBackward(weights, layerTape)
      layer.addRecurrentGradients(layerTape, to: &gradient)
      if index > 0 {
        let below = tape.layers[index - 1]
        layer.addInputGradient(
          values: below.hiddenStates(layers[index - 1].shape), layerTape, to: &gradient)
        var cotangents = below.outputCotangents
        layer.setInputCotangent(weights, layerTape, into: &cotangents)
      } else if inputs == .tokens {
        let tokens = tape.tokens
        layer.addInputGradient(tokens: tokens.span, layerTape, to: &gradient)
      } else {
        let values = tape.values
        layer.addInputGradient(values: values.view, layerTape, to: &gradient)
      }
    }
  }

  /// The cotangent of the real-valued inputs, `[T*B x I]`, after a backward pass.
  ///
  /// - Precondition: `cotangent` is `[T*B x I]`.
  public func setInputCotangent(
    _ parameters: borrowing ParameterView<Scalar>, _ tape: NetworkTape<Scalar>,
    into cotangent: inout MutableRows<Scalar>
  ) {
    let weights = layers[0].weights(in: parameters)
    layers[0].setInputCotangent(weights, tape.layers[0], into: &cotangent)
  }

  /// Sets the cotangent of the state after the window to zero, in every layer.
  public func clearStateCotangents(_ tape: NetworkTape<Scalar>) {
    for layer in tape.layers {
      let memory = layer.stateCotangent
      var cotangent = memory.mutableView
      cotangent.fill(0)
    }
  }

  /// The hidden states of the top layer, `[T*B x H]`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @_lifetime(borrow tape)
  public func topHidden(_ tape: NetworkTape<Scalar>) -> Rows<Scalar> {
    let top = tape.layers[layers.count - 1]
    return _overrideLifetime(
      top.hiddenStates(layers[layers.count - 1].shape), borrowing: tape)
  }
}
