import Dispatch
import Synchronization

/// Asks the same of many plain threads at once.
enum Threads {
  /// How many of the answers are yes.
  static func count(_ iterations: Int, _ question: @Sendable (Int) -> Bool) -> Int {
    let result = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: iterations) { index in
      if question(index) { result.add(1, ordering: .relaxed) }
    }
    return result.load(ordering: .relaxed)
  }
}
