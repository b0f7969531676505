import BLASMatrices
import Recurrent
import SequenceTraining
import Synchronization

/// Trains for some time and tells the peak of memory above a process that trained nothing.
///
/// That process has the threads that train, and one product per thread behind it, since products
/// take their buffers in the first; one of the size of a window's largest, since larger ones use
/// more of the buffers.
struct MemoryBenchmark {
  private let request: BenchmarkRequest
  private let text: BenchmarkText

  init(_ request: BenchmarkRequest, _ text: BenchmarkText) {
    self.request = request
    self.text = text
  }

  func run() throws -> BenchmarkAnswer {
    let pool = WorkerPool(threadCount: request.threads)
    LinearAlgebraBackend.useOneThreadPerProduct()
    pool.run(FirstProducts(request), parts: request.threads)
    let training = try TrainingBenchmark(request, text)
    let empty = try ProcessMemory.resident()
    try ProcessMemory.forgetPeak()
    var answer = try training.run(on: pool)
    answer.peakBytes = try ProcessMemory.peak() - empty
    answer.weightBytes = training.weightBytes
    answer.blockCount = training.blockCount
    answer.tapeBytes = training.tapeBytes
    return answer
  }
}

/// One product per part and thread, of memory that is given back.
private final class FirstProducts: PartedWork {
  private let request: BenchmarkRequest
  private let begun = Atomic<Int>(0)

  init(_ request: BenchmarkRequest) { self.request = request }

  func run(part: Int) {
    let rows = request.steps * ShardPlan(batchSize: request.batchSize).rowsPerShard
    let width = request.cell == "gru" ? 3 * request.hiddenSize : request.hiddenSize
    let states = Workspace<Float>(rowCount: rows, columnCount: request.hiddenSize)
    let gates = Workspace<Float>(rowCount: rows, columnCount: width)
    let sums = Workspace<Float>(rowCount: request.hiddenSize, columnCount: width)
    // A thread that waits here takes no second part.
    begun.add(1, ordering: .relaxed)
    while begun.load(ordering: .relaxed) < request.threads {}
    var target = sums.mutableView
    // By BLAS, which factorises the weights as they are drawn, and by what trains, where that is
    // not BLAS.
    target.setProduct(states.view.transposed, gates.view)
    target.addProduct(states.view.transposed, gates.view)
  }
}
