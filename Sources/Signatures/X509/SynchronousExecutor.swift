import Synchronization

/// Runs asynchronous code to its end on the thread that asks for it, and on no other.
///
/// The library's verifier is asynchronous, although nothing in it waits. To block a thread until a task of
/// the shared pool is done would be a deadlock as soon as all threads of the pool wait for each other; here
/// no other thread takes part.
final class SynchronousExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  /// What `body` returns; nil if it waited for something outside of this thread, which it must not.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result? {
    let executor = SynchronousExecutor()
    let outcome = Outcome<Result>()
    let task = Task(executorPreference: executor) {
      let result = await body()
      outcome.value.withLock { $0 = result }
    }
    while let job = executor.next() {
      job.runSynchronously(on: executor.asUnownedTaskExecutor())
    }
    let result = outcome.value.withLock { $0 }
    if result == nil { task.cancel() }
    return result
  }

  private func next() -> UnownedJob? {
    jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  private final class Outcome<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
