import BLASMatrices
import Recurrent
import SequenceTraining
import Testing

/// Formulas against their own arithmetic, one scalar at a time.
struct OptimizerTests {
  /// The trainer divides and scales in another order than the reference below.
  private let tolerance = 1e-12
  private let rate = 0.03

  @Test func `each optimizer has a name of its own and says how many moments it keeps`() {
    #expect(
      Optimizer.named.map(\.name)
        == ["adam", "adamw", "sgd", "momentum", "nesterov", "rmsprop", "adagrad"])
    #expect(Optimizer.named.map(\.optimizer.momentCount) == [2, 2, 0, 1, 1, 1, 1])
    #expect(Optimizer.sgd == .sgd(momentum: 0, nesterov: false))
    #expect(Optimizer.sgd(momentum: 0.5, nesterov: false).momentCount == 1)
  }

  @Test func `the defaults are PyTorch's`() {
    let adam = Optimizer.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)
    let adamW = Optimizer.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)
    #expect(Optimizer.adam == adam)
    #expect(Optimizer.adamW == adamW)
    #expect(Optimizer.rmsprop == .rmsprop(decay: 0.99, epsilon: 1e-8))
    #expect(Optimizer.adagrad == .adagrad(epsilon: 1e-10))
    #expect(Optimizer.nesterov == .sgd(momentum: 0.9, nesterov: true))
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 6], [GradientClipping.none, .norm(0.3), .value(0.02)])
  func `five updates follow the formula`(index: Int, clipping: GradientClipping) throws {
    let optimizer = Optimizer.named[index].optimizer
    let network: RecurrentNetwork<Double> = CellForm.tanh.network(classCount: 4, hiddenSizes: [5])
    let source = StreamSource<Double>(count: 400, classCount: 4, steps: 7, batchSize: 3)
    var trainer = Trainer(
      network,
      TrainingConfiguration(
        updates: 5, optimizer: optimizer, learningRate: rate, clipping: clipping),
      source: source)
    var reference = ReferenceOptimizer(optimizer, rate: rate, parameters: network.parameters)
    var gradients = GradientSource(network.architecture, source)
    while let step = try trainer.next() {
      let gradient = gradients.next(reference.parameters)
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(step.gradientNorm - norm) <= tolerance * norm)
      let clipped = gradient.map {
        max(-clipping.elementLimit, min(clipping.elementLimit, $0 * clipping.factor(norm: norm)))
      }
      #expect(step.isClipped == (clipped != gradient))
      reference.update(clipped)
      let found = trainer.network.parameters.elements
      let largest = zip(found, reference.parameters.elements).map { abs($0 - $1) }.max()
      #expect(try #require(largest) <= tolerance)
    }
  }
}

/// The gradient of the mean loss of a source's windows, over the whole batch in one tape.
private struct GradientSource {
  let architecture: RecurrentArchitecture<Double>
  var source: StreamSource<Double>
  let window: WindowBuffer<Double>
  let tape: NetworkTape<Double>

  init(_ architecture: RecurrentArchitecture<Double>, _ source: StreamSource<Double>) {
    self.architecture = architecture
    self.source = source
    window = WindowBuffer(architecture, steps: source.steps, batchSize: source.batchSize)
    tape = NetworkTape(architecture, steps: source.steps, batchSize: source.batchSize)
  }

  mutating func next(_ parameters: ParameterBlock<Double>) -> [Double] {
    if source.fill(window) { tape.resetState() } else { tape.carryState() }
    tape.copy(window)
    let memory = Workspace<Double>(rowCount: 1, columnCount: architecture.layout.count)
    var gradient = MutableParameterView(
      layout: architecture.layout, elements: memory.mutableView)
    let view = parameters.view
    architecture.forward(view, tape)
    let loss = architecture.lossAndGradient(view, tape, gradient: &gradient)
    return Matrix(memory.view).elements.map { $0 / Double(loss.count) }
  }
}

/// The optimizers once more, one parameter at a time and in the letters of the papers.
private struct ReferenceOptimizer {
  let optimizer: Optimizer
  let rate: Double
  var parameters: ParameterBlock<Double>
  var first: [Double]
  var second: [Double]
  var time = 0.0

  init(_ optimizer: Optimizer, rate: Double, parameters: ParameterBlock<Double>) {
    self.optimizer = optimizer
    self.rate = rate
    self.parameters = parameters
    first = Array(repeating: 0, count: parameters.layout.count)
    second = first
  }

  mutating func update(_ gradient: [Double]) {
    time += 1
    for (index, g) in gradient.enumerated() {
      var p = parameters.elements[index]
      switch optimizer {
      case .sgd(let momentum, let nesterov):
        first[index] = momentum * first[index] + g
        p -= rate * (nesterov ? g + momentum * first[index] : first[index])
      case .rmsprop(let decay, let epsilon):
        first[index] = decay * first[index] + (1 - decay) * g * g
        p -= rate * g / (first[index].squareRoot() + epsilon)
      case .adagrad(let epsilon):
        first[index] += g * g
        p -= rate * g / (first[index].squareRoot() + epsilon)
      case .adam(let beta1, let beta2, let epsilon, let weightDecay):
        p -= rate * weightDecay * p
        first[index] = beta1 * first[index] + (1 - beta1) * g
        second[index] = beta2 * second[index] + (1 - beta2) * g * g
        let m = first[index] / (1 - power(beta1))
        let v = second[index] / (1 - power(beta2))
        p -= rate * m / (v.squareRoot() + epsilon)
      }
      parameters.elements[index] = p
    }
  }

  private func power(_ base: Double) -> Double {
    (0..<Int(time)).reduce(1.0) { product, _ in product * base }
  }
}
