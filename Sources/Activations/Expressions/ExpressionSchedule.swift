import LaneMath

/// The order of a program's steps, and which register holds which value.
struct ExpressionSchedule<Scalar: LaneReal> {
  /// In their order; registers are still numbers of values: 0 is x, then one for each step.
  private var steps: [RowStep<Scalar>] = []

  /// How many registers each step reads.
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

  /// Orders the steps of a graph; without sharing, a node is computed for each use.
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
        append(selection.step, current.values)
        latest = steps.count
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

  private mutating func append(_ template: RowStep<Scalar>, _ operands: [Int]) {
    var step = template
    for (slot, value) in operands.enumerated() {
      switch slot {
      case 0: step.u = value
      case 1: step.v = value
      case 2: step.w = value
      default: step.z = value
      }
    }
    step.target = steps.count + 1
    steps.append(step)
    operandCounts.append(operands.count)
  }

  /// The steps with registers that are used again once their value is not needed.
  mutating func allocated(
    keepingNaN: Bool
  ) -> (steps: [RowStep<Scalar>], registerCount: Int) {
    if keepingNaN {
      append(RowStep(.keepNaN, a: 0, b: 0), [result, 0])
    } else if result == 0 {
      append(RowStep(.affine, a: 1, b: -0.0), [0])
    }
    let lastUses = lastUses()
    var registers = [Int](repeating: 0, count: steps.count + 1)
    var free: [Int] = []
    var registerCount = 1
    for index in steps.indices {
      let isLast = index == steps.count - 1
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
    return (steps, registerCount)
  }

  private func operands(_ index: Int) -> [Int] {
    Array(steps[index].registersRead.prefix(operandCounts[index]))
  }

  private func lastUses() -> [Int] {
    var lastUses = [Int](repeating: 0, count: steps.count + 1)
    for index in steps.indices {
      for value in operands(index) { lastUses[value] = index }
    }
    return lastUses
  }

  private mutating func rename(_ index: Int, _ registers: [Int]) {
    steps[index].target = registers[steps[index].target]
    steps[index].u = registers[steps[index].u]
    steps[index].v = registers[steps[index].v]
    steps[index].w = registers[steps[index].w]
    steps[index].z = registers[steps[index].z]
  }
}
