import LaneMath

/// A row on which a program runs.
private struct Row<Scalar: LaneReal> {
  /// x, which is only read.
  let input: UnsafeMutablePointer<Scalar>
  let output: RowRegister<Scalar>
  let count: Int
}

extension ExpressionProgram {
  /// Writes the values and derivatives of a row.
  ///
  /// Nothing is allocated but on the stack, and threads do not meet.
  ///
  /// - Precondition: The three rows have the same count.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(
    _ input: Span<Scalar>, value: inout MutableSpan<Scalar>, derivative: inout MutableSpan<Scalar>
  ) {
    input.withUnsafeBufferPointer { input in
      value.withUnsafeMutableBufferPointer { value in
        derivative.withUnsafeMutableBufferPointer { derivative in
          guard let source = input.baseAddress, let value = value.baseAddress,
            let derivative = derivative.baseAddress
          else { return }
          let row = Row(
            input: UnsafeMutablePointer(mutating: source),
            output: RowRegister(value: value, derivative: derivative), count: input.count)
          if let loops {
            run(loops, row)
          } else {
            runSteps(row)
          }
        }
      }
    }
  }

  private func run(_ loops: RowProgram<Scalar>, _ row: Row<Scalar>) {
    withUnsafeTemporaryAllocation(of: RowMemory<Scalar>.self, capacity: registerCount) {
      registers in
      registers.initialize(repeating: .lent)
      registers[0] = RowMemory(value: row.input, derivative: nil)
      registers[registerCount - 1] = RowMemory(
        value: row.output.value, derivative: row.output.derivative)
      loops(UnsafeBufferPointer(registers), row.count)
    }
  }

  /// Runs the steps in Swift, in blocks that stay in the nearest cache; the registers are on the
  /// stack.
  private func runSteps(_ row: Row<Scalar>) {
    withUnsafeTemporaryAllocation(byteCount: stackPiece, alignment: 16) { table in
      guard let start = table.baseAddress else { return }
      reserve(0, start.assumingMemoryBound(to: RowRegister<Scalar>.self), row)
    }
  }

  /// The lanes of a block: fewer where many registers must share the stack.
  private var laneCount: Int {
    let perPiece = (registerCount + 14) / 15
    var share = 1
    while share < perPiece { share *= 2 }
    return stackPiece / 2 / MemoryLayout<Scalar>.stride / share
  }

  /// Takes a piece of the stack for the registers from `next` on, and the pieces after it by
  /// recursion, at most 16 in all; then runs the program.
  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func reserve(
    _ next: Int, _ table: UnsafeMutablePointer<RowRegister<Scalar>>, _ row: Row<Scalar>
  ) {
    let lanes = laneCount
    withUnsafeTemporaryAllocation(byteCount: stackPiece, alignment: 16) { piece in
      guard let start = piece.baseAddress?.assumingMemoryBound(to: Scalar.self) else { return }
      var register = next
      var used = 0
      if register == 0 {
        // x is where it is; its derivative is 1.
        for lane in 0..<lanes { start[lane] = 1 }
        (table + 0).initialize(to: RowRegister(value: row.input, derivative: start))
        used = 2 * lanes
        register = 1
      }
      while register < registerCount - 1,
        (used + 2 * lanes) * MemoryLayout<Scalar>.stride <= stackPiece
      {
        (table + register).initialize(
          to: RowRegister(value: start + used, derivative: start + used + lanes))
        used += 2 * lanes
        register += 1
      }
      if register < registerCount - 1 {
        reserve(register, table, row)
      } else {
        runBlocks(table, row, lanes)
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func runBlocks(
    _ table: UnsafeMutablePointer<RowRegister<Scalar>>, _ row: Row<Scalar>, _ lanes: Int
  ) {
    let ones = table[0].derivative
    var start = 0
    while start < row.count {
      let count = min(lanes, row.count - start)
      table[0] = RowRegister(value: row.input + start, derivative: ones)
      (table + registerCount - 1).initialize(
        to: RowRegister(
          value: row.output.value + start, derivative: row.output.derivative + start))
      for step in steps { step.run(table, count) }
      start += count
    }
  }
}

/// The bytes of a piece of the stack: as many as are taken from it without asking how much is
/// left, which would cost more than the arithmetic.
private var stackPiece: Int { 1024 }
