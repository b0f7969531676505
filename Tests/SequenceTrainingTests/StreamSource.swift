import BLASMatrices
import SequenceTraining

/// A sequence of classes read as one contiguous stream per row: row b starts at
/// b * floor((n - 1) / B), and each window continues the one before.
struct StreamSource<Scalar: BLASScalar>: WindowSource {
  let symbols: [Int32]
  let steps: Int
  let batchSize: Int
  private var position = 0

  init(_ symbols: [Int32], steps: Int, batchSize: Int) {
    self.symbols = symbols
    self.steps = steps
    self.batchSize = batchSize
  }

  /// How many targets a row has.
  var rowLength: Int { (symbols.count - 1) / batchSize }

  /// How many whole windows a pass has.
  var windowCount: Int { rowLength / steps }

  mutating func fill(_ window: WindowBuffer<Scalar>) -> Bool {
    let isNewPass = position == 0
    let (tokenMemory, targetMemory) = (window.tokens, window.targets)
    var tokens = tokenMemory.mutableSpan
    var targets = targetMemory.mutableSpan
    for step in 0..<steps {
      for row in 0..<batchSize {
        let place = row * rowLength + position + step
        tokens[step * batchSize + row] = symbols[place]
        targets[step * batchSize + row] = symbols[place + 1]
      }
    }
    position += steps
    if position + steps > rowLength { position = 0 }
    return isNewPass
  }
}

extension StreamSource {
  /// `count` classes below `classCount`, drawn by `seed`, half of them a function of the one before
  /// so that there is something to learn.
  init(count: Int, classCount: Int, steps: Int, batchSize: Int, seed: UInt64 = 1) {
    var random = KeyedRandom(seed: seed, purpose: "test stream")
    var symbols: [Int32] = [0]
    while symbols.count < count {
      let previous = Int(symbols[symbols.count - 1])
      let next =
        random.nextUniform() < 0.5
        ? (3 * previous + 1) % classCount : Int(random.nextUniform() * Double(classCount))
      symbols.append(Int32(next))
    }
    self.init(symbols, steps: steps, batchSize: batchSize)
  }
}
