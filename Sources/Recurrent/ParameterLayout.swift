import LaneMath

/// Names, shapes and offsets of all parameters of a network, in one flat block.
///
/// Gradient, optimizer moments and the gradient of each shard have the same layout, so that the
/// sum over shards, clipping, the optimizer and a checkpoint are each one pass over one buffer.
public struct ParameterLayout: Sendable, Equatable {
  /// The tensors, in the order of their offsets.
  public private(set) var tensors: [ParameterTensor] = []

  /// The number of all elements.
  public private(set) var count = 0

  /// An empty layout.
  public init() {}

  /// Adds a tensor, stored as [rowCount x columnCount], behind the last and returns its index.
  ///
  /// - Precondition: no tensor has that name yet.
  public mutating func append(_ name: String, rowCount: Int, columnCount: Int) -> Int {
    require(index(of: name) == nil, "two parameters are named \(name)")
    tensors.append(
      ParameterTensor(name: name, rowCount: rowCount, columnCount: columnCount, offset: count))
    count += rowCount * columnCount
    return tensors.count - 1
  }

  /// The index of the tensor called `name`, or nil.
  public func index(of name: String) -> Int? { tensors.firstIndex { $0.name == name } }
}
