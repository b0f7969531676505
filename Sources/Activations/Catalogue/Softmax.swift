import LaneMath

/// exp(x) over its sum in the row: the one row-wise entry.
///
/// Reference: y = exp(x - max x) / sum; pullback y * (c - sum(c * y)).
enum Softmax: ActivationRecipe {
  static let entry = ActivationEntry(
    name: "softmax",
    formula: "exp(x) / sum(exp(x)), over the units of one gate",
    source: "Bridle 1990",
    peers: "torch.nn.Softmax, Keras softmax, ONNX Softmax",
    isElementwise: false)

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func make<Scalar: LaneReal>(_ parameters: [Double]) -> Activation<Scalar> {
    Activation(
      name: entry.name,
      lowerBound: 0,
      upperBound: 1,
      kinks: [],
      saturates: false,
      kernel: Scalar.rowKernel(.softmax) ?? { input, value, record in
        let greatest = maximum(input)
        let count = input.count
        for index in 0..<count {
          value[index] = Scalar.laneExpOfDifference(input[index], greatest)
        }
        let total = blockSum(value.span) { values, index in values[index] }
        for index in 0..<count {
          let share = value[index] / total
          value[index] = share
          record[index] = share
        }
      },
      rowPullback: Scalar.softmaxPullback ?? { record, cotangent in
        let mean = blockSum(cotangent.span) { values, index in values[index] * record[index] }
        for index in 0..<record.count {
          cotangent[index] = record[index] * (cotangent[index] - mean)
        }
      })
  }

  /// The greatest element, in four chains; NaN elements are passed over.
  @inline(__always)
  private static func maximum<Scalar: LaneReal>(_ row: Span<Scalar>) -> Scalar {
    var (first, second, third, fourth) = (
      -Scalar.infinity, -Scalar.infinity, -Scalar.infinity, -Scalar.infinity
    )
    var index = 0
    while index &+ 4 <= row.count {
      first = row[index] > first ? row[index] : first
      second = row[index &+ 1] > second ? row[index &+ 1] : second
      third = row[index &+ 2] > third ? row[index &+ 2] : third
      fourth = row[index &+ 3] > fourth ? row[index &+ 3] : fourth
      index &+= 4
    }
    while index < row.count {
      first = row[index] > first ? row[index] : first
      index &+= 1
    }
    let left = first > second ? first : second
    let right = third > fourth ? third : fourth
    return left > right ? left : right
  }

  /// The sum of `term` over a row, in four chains per block of 32.
  ///
  /// The blocks are added with compensation, so that the error does not grow with the row.
  @inline(__always)
  private static func blockSum<Scalar: LaneReal>(
    _ row: Span<Scalar>, _ term: (Span<Scalar>, Int) -> Scalar
  ) -> Scalar {
    var (total, lost): (Scalar, Scalar) = (0, 0)
    var index = 0
    while index < row.count {
      let end = index &+ 32 < row.count ? index &+ 32 : row.count
      var (first, second, third, fourth): (Scalar, Scalar, Scalar, Scalar) = (0, 0, 0, 0)
      while index &+ 4 <= end {
        first += term(row, index)
        second += term(row, index &+ 1)
        third += term(row, index &+ 2)
        fourth += term(row, index &+ 3)
        index &+= 4
      }
      while index < end {
        first += term(row, index)
        index &+= 1
      }
      let block = (first + second) + (third + fourth)
      // Knuth's two-sum: total + block is exactly sum + what is added to `lost`.
      let sum = total + block
      let part = sum - total
      lost += (total - (sum - part)) + (block - part)
      total = sum
    }
    return total + lost
  }
}
