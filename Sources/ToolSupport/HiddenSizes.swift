/// The sizes of a stack, as `--hidden-size` takes them: `128`, or `128x64` for two layers.
public struct HiddenSizes: Equatable, Sendable {
  /// H of each layer, lowest first.
  public let values: [Int]

  /// The largest size that is accepted; the recurrent weights of one gate take its square.
  public static let largest = 65_536

  /// Reads sizes joined by `x`; nil where they are not whole numbers from 1 to 65536.
  public init?(_ text: String) {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.count <= 64,
      numbers.allSatisfy({ (1...Self.largest).contains($0) })
    else { return nil }
    values = numbers
  }

  /// The same sizes for `layers` layers: one size is repeated; nil where the counts contradict.
  public func repeated(layers: Int?) -> [Int]? {
    guard let layers else { return values }
    if values.count == 1 { return Array(repeating: values[0], count: layers) }
    return values.count == layers ? values : nil
  }
}
