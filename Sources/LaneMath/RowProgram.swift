/// Runs steps, one after another, over the rows of some registers, `count` lanes each.
public typealias RowProgram<Scalar> =
  @Sendable (_ registers: UnsafeBufferPointer<RowMemory<Scalar>>, _ count: Int) -> Void
