import BLASMatrices
import Recurrent
import SequenceTraining

/// Trains for some time and tells the peak of memory above a process that trained nothing.
///
/// That process has one product per thread behind it, since BLAS takes its buffers in the first; one
/// of the size of a window's largest, since larger ones use more of the buffers.
struct MemoryBenchmark {
  private let request: BenchmarkRequest
  private let text: BenchmarkText

  init(_ request: BenchmarkRequest, _ text: BenchmarkText) {
    self.request = request
    self.text = text
  }

  func run() throws -> BenchmarkAnswer {
    multiplyOncePerThread()
    let training = try TrainingBenchmark(request, text)
    let empty = try ProcessMemory.resident()
    try ProcessMemory.forgetPeak()
    var answer = try training.run()
    answer.peakBytes = try ProcessMemory.peak() - empty
    answer.weightBytes = training.weightBytes
    answer.blockCount = training.blockCount
    answer.tapeBytes = training.tapeBytes
    return answer
  }

  private func multiplyOncePerThread() {
    LinearAlgebraBackend.useOneThreadPerProduct()
    let pool = WorkerPool(threadCount: request.threads)
    pool.run(FirstProducts(request), parts: request.threads)
  }
}

/// One product per part, of memory that is given back.
private final class FirstProducts: PartedWork {
  private let request: BenchmarkRequest

  init(_ request: BenchmarkRequest) { self.request = request }

  func run(part: Int) {
    let rows = request.steps * ShardPlan(batchSize: request.batchSize).rowsPerShard
    let width = request.cell == "gru" ? 3 * request.hiddenSize : request.hiddenSize
    let states = Workspace<Float>(rowCount: rows, columnCount: request.hiddenSize)
    let gates = Workspace<Float>(rowCount: rows, columnCount: width)
    let sums = Workspace<Float>(rowCount: request.hiddenSize, columnCount: width)
    var target = sums.mutableView
    target.setProduct(states.view.transposed, gates.view)
  }
}
