import RealModule

/// A sum of cross-entropies log s + d: s the sum of exp(y - max y) of a row, d from its maximum to
/// the target's logit.
///
/// The logarithms are taken of products of many sums: one alone costs a tenth of its row's softmax.
struct CrossEntropySum {
  private var finished = 0.0
  private var distances = 0.0
  private var product = 1.0

  /// The sum of all losses, in nats; NaN if one was.
  var total: Double { finished + Double.log(product) + distances }

  /// Adds the loss of a row; its sum is at least 1, and at most the number of classes.
  mutating func add(sum: Double, distance: Double) {
    product *= sum
    distances += distance
    guard product > 1e150 else { return }
    finished += Double.log(product)
    product = 1
  }
}
