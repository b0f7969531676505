/// Memory that a sampler works in, kept from call to call so that sampling does not allocate.
public struct SamplerScratch: Sendable {
  /// (logit - greatest logit) / temperature of each token, [V].
  var scores: [Double] = []

  /// exp(score) of each token that may still be chosen, else 0, [V].
  var weights: [Double] = []

  /// The sum of the weights up to each token, [V].
  var sums: [Double] = []

  /// The tokens, [V]: a heap in front, behind it those that were taken out, the best one last.
  var order: [Int32] = []

  /// Empty memory, which grows at the first use.
  public init() {}

  mutating func resize(_ count: Int) {
    guard scores.count != count else { return }
    scores = [Double](repeating: 0, count: count)
    weights = scores
    sums = scores
    order = [Int32](repeating: 0, count: count)
  }

  /// Makes a heap of all tokens.
  mutating func heapify() {
    for token in order.indices { order[token] = Int32(token) }
    for parent in stride(from: order.count / 2 - 1, through: 0, by: -1) {
      siftDown(parent, order.count)
    }
  }

  /// Takes the best token out of a heap of `heapCount` and puts it just behind.
  mutating func takeBest(from heapCount: Int) -> Int {
    order.swapAt(0, heapCount - 1)
    siftDown(0, heapCount - 1)
    return Int(order[heapCount - 1])
  }

  private mutating func siftDown(_ start: Int, _ heapCount: Int) {
    var parent = start
    while 2 * parent + 1 < heapCount {
      var child = 2 * parent + 1
      if child + 1 < heapCount, precedes(order[child + 1], order[child]) { child += 1 }
      guard precedes(order[child], order[parent]) else { return }
      order.swapAt(parent, child)
      parent = child
    }
  }

  /// Greater scores first, and of equal ones the lower token.
  private func precedes(_ left: Int32, _ right: Int32) -> Bool {
    let (leftScore, rightScore) = (scores[Int(left)], scores[Int(right)])
    return leftScore > rightScore || (leftScore == rightScore && left < right)
  }
}
