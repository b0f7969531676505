import LaneMath

/// The order of a program's instructions, and which register holds which value.
struct ExpressionSchedule<Scalar: LaneReal> {
  /// In their order; registers are still numbers of values: 0 is x, then one for each instruction.
  private var instructions: [ExpressionInstruction<Scalar>] = []

  /// How many registers each instruction reads.
  private var operandCounts: [Int] = []

  /// The value of the whole.
  private var result = 0

  /// A node on the way: its operands are computed heaviest first.
  private struct Frame {
    let node: Int
    let order: [Int]
    var done = 0
    var values: [Int]
  }

  /// Orders the instructions of a graph; without sharing, a node is computed for each use.
  init(_ graph: ExpressionGraph, isShared: Bool) {
    let selections: [ExpressionSelection<Scalar>?] = graph.selections()
    let weights = Self.weights(selections)
    var known = [Int?](repeating: nil, count: selections.count)
    var frames: [Frame] = []
    func frame(_ node: Int) -> Frame {
      let operands = selections[node]?.operands ?? []
      let order = operands.indices.sorted {
        (-weights[operands[$0]], $0) < (-weights[operands[$1]], $1)
      }
      return Frame(
        node: node, order: order, values: [Int](repeating: 0, count: operands.count))
    }
    frames.append(frame(graph.root))
    var latest = 0
    while var current = frames.popLast() {
      if current.done > 0 { current.values[current.order[current.done - 1]] = latest }
      if let value = known[current.node] {
        latest = value
      } else if let selection = selections[current.node] {
        if current.done < current.order.count {
          let operand = selection.operands[current.order[current.done]]
          current.done += 1
          frames.append(current)
          frames.append(frame(operand))
          continue
        }
        append(selection.instruction, current.values)
        latest = instructions.count
        if isShared { known[current.node] = latest }
      } else {
        latest = 0
      }
    }
    result = latest
  }

  /// How many registers a node needs if nothing is shared.
  private static func weights(_ selections: [ExpressionSelection<Scalar>?]) -> [Int] {
    var weights = [Int](repeating: 0, count: selections.count)
    for (position, selection) in selections.enumerated() {
      guard let selection else { continue }
      let sorted = selection.operands.map { weights[$0] }.sorted(by: >)
      weights[position] = sorted.enumerated().map { $0.offset + $0.element }.max() ?? 0
      weights[position] = max(1, weights[position])
    }
    return weights
  }

  private mutating func append(_ template: ExpressionInstruction<Scalar>, _ operands: [Int]) {
    var instruction = template
    for (slot, value) in operands.enumerated() {
      switch slot {
      case 0: instruction.first = value
      case 1: instruction.second = value
      case 2: instruction.third = value
      default: instruction.fourth = value
      }
    }
    instruction.target = instructions.count + 1
    instructions.append(instruction)
    operandCounts.append(operands.count)
  }

  /// The instructions with registers that are used again once their value is not needed.
  mutating func allocated(
    keepingNaN: Bool
  ) -> (instructions: [ExpressionInstruction<Scalar>], registerCount: Int) {
    if keepingNaN {
      append(ExpressionInstruction(code: .keepNaN), [result])
    } else if result == 0 {
      append(ExpressionInstruction(code: .affine, a: 1, b: -0.0), [0])
    }
    let lastUses = lastUses()
    var registers = [Int](repeating: 0, count: instructions.count + 1)
    var free: [Int] = []
    var registerCount = 1
    for index in instructions.indices {
      let isLast = index == instructions.count - 1
      var target = registerCount
      if !isLast, let reused = free.popLast() {
        target = reused
      } else {
        registerCount += 1
      }
      registers[index + 1] = target
      // Registers are freed after the target is chosen: it is never one that is read.
      for value in operands(index) where value > 0 && lastUses[value] == index {
        if free.last != registers[value], !free.contains(registers[value]) {
          free.append(registers[value])
        }
      }
      rename(index, registers)
    }
    return (instructions, registerCount)
  }

  private func operands(_ index: Int) -> [Int] {
    Array(instructions[index].registersRead.prefix(operandCounts[index]))
  }

  private func lastUses() -> [Int] {
    var lastUses = [Int](repeating: 0, count: instructions.count + 1)
    for index in instructions.indices {
      for value in operands(index) { lastUses[value] = index }
    }
    return lastUses
  }

  private mutating func rename(_ index: Int, _ registers: [Int]) {
    instructions[index].target = registers[instructions[index].target]
    instructions[index].first = registers[instructions[index].first]
    instructions[index].second = registers[instructions[index].second]
    instructions[index].third = registers[instructions[index].third]
    instructions[index].fourth = registers[instructions[index].fourth]
  }
}
