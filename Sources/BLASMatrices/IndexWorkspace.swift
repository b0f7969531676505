import LaneMath

/// Working memory for token indices that is allocated once and lent out as spans.
///
/// The counterpart of ``Workspace`` for inputs and targets, with the same rule: it never crosses
/// threads while a span of it lives.
public final class IndexWorkspace: @unchecked Sendable {
  /// The number of indices.
  public let count: Int
  private let memory: UnsafeMutablePointer<Int32>

  /// Allocates `count` zeros.
  ///
  /// - Precondition: `count` is not negative.
  public init(count: Int) {
    require(count >= 0, "a workspace of \(count) indices")
    self.count = count
    memory = .allocate(capacity: max(1, count))
    memory.initialize(repeating: 0, count: max(1, count))
  }

  deinit { memory.deallocate() }

  /// All indices, for reading.
  public var span: Span<Int32> {
    @_lifetime(borrow self)
    get {
      let span = Span(_unsafeStart: UnsafePointer(memory), count: count)
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// All indices, for writing, while no other span of them is in use.
  public var mutableSpan: MutableSpan<Int32> {
    @_lifetime(borrow self)
    get {
      let span = MutableSpan(_unsafeStart: memory, count: count)
      return _overrideLifetime(span, borrowing: self)
    }
  }
}
