import LaneMath

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Work that comes in numbered parts, which may run in any order and at the same time.
public protocol PartedWork: AnyObject, Sendable {
  /// Runs part `part`; parts must not touch each other's memory.
  func run(part: Int)
}

/// Threads that stay, so that an update starts none.
///
/// The calling thread works too. Each thread has a share of the parts, the same in every run of as
/// many parts, and helps others when it is through with it. So results must not depend on who runs
/// which part: in this package each part has its own memory, and sums over parts are made
/// afterwards in order.
///
/// Between runs the threads look for work for some 50 microseconds, then they sleep; where the
/// process has fewer processors than the pool has threads, they sleep at once.
public final class WorkerPool: Sendable {
  /// The number of threads that work, the calling one included.
  public let threadCount: Int
  // The threads share the queue, not the pool: so the pool can go, and take them with it.
  private let queue: PartQueue
  private let threads: [PoolThread]

  /// Starts `threadCount - 1` threads.
  ///
  /// - Precondition: `threadCount` is positive.
  public init(threadCount: Int) {
    require(threadCount > 0, "a pool of \(threadCount) threads")
    self.threadCount = threadCount
    let queue = PartQueue(workerCount: threadCount)
    self.queue = queue
    threads = (1..<threadCount).map { PoolThread(PoolPost(queue: queue, worker: $0)) }
  }

  deinit {
    queue.close()
    for thread in threads { thread.join() }
  }

  /// Runs all parts of `work` and returns when the last has ended.
  ///
  /// - Precondition: there are fewer than 2^20 parts; no other run of this pool is under way (this is
  ///   not checked).
  public func run(_ work: any PartedWork, parts: Int) {
    if threadCount == 1 || parts == 1 {
      for part in 0..<parts { work.run(part: part) }
    } else {
      queue.run(work, parts: parts)
    }
  }
}

/// What a pool's thread is to serve, and as which worker.
private final class PoolPost: Sendable {
  let queue: PartQueue
  let worker: Int

  init(queue: PartQueue, worker: Int) {
    self.queue = queue
    self.worker = worker
  }
}

/// One thread of a pool.
private struct PoolThread: @unchecked Sendable {
  private let handle: pthread_t

  init(_ post: PoolPost) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    // As much stack as the main thread has: a user's activation may want it.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let context = Unmanaged.passRetained(post).toOpaque()
    // Darwin's handle is a pointer that starts as nil, Linux's a number.
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, { takeUpPost($0) }, context)
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, &attributes, { takeUpPost($0) }, context)
    #endif
    pthread_attr_destroy(&attributes)
    require(status == 0, "the system refused a thread (error \(status))")
    #if canImport(Darwin)
      guard let thread else { preconditionFailure("the system gave no thread") }
    #endif
    handle = thread
  }

  func join() { pthread_join(handle, nil) }
}

/// The life of a pool's thread; takes over the reference that the thread was given.
private func takeUpPost(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  let post = Unmanaged<PoolPost>.fromOpaque(context).takeRetainedValue()
  post.queue.serve(post.worker)
  return nil
}
