/// Where in its epochs a run is: the window that comes next.
public struct TokenStreamCursor: Codable, Hashable, Sendable {
  /// How many times all windows have been given out.
  public var epoch: Int

  /// The next window, from 0 to `windowsPerEpoch` - 1.
  public var window: Int

  /// A position, the start unless said otherwise.
  public init(epoch: Int = 0, window: Int = 0) {
    self.epoch = epoch
    self.window = window
  }
}
