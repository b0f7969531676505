import Foundation
import Recurrent
import RunReports
import SequenceTraining

/// About how much memory runs take, so that what cannot fit is refused before it starts.
struct MemoryDemand {
  /// The estimate, from below.
  let bytes: Double
  private let runs: Int

  /// What all of `plans` take at the same time.
  init(plans: [RunPlan]) throws(ToolFailure) {
    var bytes = 0.0
    for plan in plans { bytes += try Self.bytes(of: plan) }
    self.bytes = bytes
    runs = plans.count
  }

  /// Parameters with their gradients and moments, and the tapes of a window.
  private static func bytes(of plan: RunPlan) throws(ToolFailure) -> Double {
    let configuration = plan.configuration
    let architecture: RecurrentArchitecture<Float>
    do {
      architecture = try configuration.architecture(vocabularySize: plan.vocabulary.count)
    } catch {
      throw ToolFailure(.usage, error)
    }
    let shards = ShardPlan(
      batchSize: configuration.batchSize, rowsPerShard: configuration.rowsPerShard
    ).ranges.count
    let blocks = 1 + plan.settings.optimizer.momentCount + shards
    let perCharacter = architecture.layers.reduce(0) { sum, layer in
      let shape = layer.shape
      let gates = shape.gateWidth * (shape.hasSeparateGates ? 2 : 1)
      return sum + shape.stateSize + shape.recordSize + gates
    }
    let numbers =
      Double(architecture.layout.count) * Double(blocks)
      + Double(configuration.batchSize * configuration.sequenceLength) * Double(perCharacter)
    return numbers * (configuration.precision == .float ? 4 : 8)
  }

  /// Refuses a run that takes more than this machine has.
  ///
  /// - Throws: ``ToolFailure`` with status 64.
  func check(available: UInt64 = ProcessInfo.processInfo.physicalMemory) throws(ToolFailure) {
    guard bytes > Double(available) else { return }
    let gigabyte = 1e9
    throw ToolFailure(
      .usage,
      "\(runs == 1 ? "The run" : "The \(runs) conditions") would take \(NumberText.count(Int(bytes / gigabyte))) GB of memory or more, and this "
        + "machine has \(NumberText.count(Int(Double(available) / gigabyte))) GB: choose a smaller "
        + "--hidden-size, --layers or --batch-size\(runs == 1 ? "" : ", or fewer conditions").")
  }
}
