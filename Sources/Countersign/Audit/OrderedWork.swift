import Dispatch
import Synchronization

/// Pieces of work that several threads do at once, and whose results are wanted in order, each as soon as its turn
/// comes.
struct OrderedWork: Sendable {
  /// How many pieces there are.
  let count: Int
  /// How many threads work.
  let workers: Int

  /// How many results each thread may be ahead of the one that is waited for: they are kept meanwhile.
  private static let ahead = 2

  /// Nobody wants the result any more.
  struct Stopped: Error {}

  private final class Board<Value: Sendable>: Sendable {
    struct State {
      var next = 0
      var isStopped = false
      var results: [Int: Result<Value, any Error>] = [:]
    }
    let state = Mutex(State())
    let room: DispatchSemaphore
    let ready = DispatchSemaphore(value: 0)

    init(room: Int) { self.room = DispatchSemaphore(value: room) }
  }

  /// How often whoever waits is asked whether to wait on.
  private static let patience = DispatchTimeInterval.milliseconds(200)

  /// - Parameters:
  ///   - waiting: called again and again while there is nothing to emit yet; what it throws ends the work.
  ///   - makeWorker: called once on each thread: what does a piece, by its number. It may keep state, and throws
  ///     ``Stopped`` where it asks and nobody wants the result any more.
  ///   - emit: called with the results in the order of their numbers, on the thread that called.
  /// - Throws: what a piece or `emit` throws first, in this order. No thread works any more then.
  func run<Value: Sendable>(
    waiting: () throws -> Void = {},
    makeWorker: @escaping @Sendable (_ isStopped: @escaping () -> Bool) throws -> (Int) throws -> Value,
    emit: (Value) throws -> Void
  ) throws {
    if count == 0 { return }
    let board = Board<Value>(room: max(1, workers) * OrderedWork.ahead)
    let group = DispatchGroup()
    for _ in 0..<min(max(1, workers), count) {
      DispatchQueue.global().async(group: group) { OrderedWork.work(board, count, makeWorker) }
    }
    defer {
      board.state.withLock { $0.isStopped = true }
      for _ in 0..<workers { board.room.signal() }
      group.wait()
      // A semaphore may not go with less than it came with.
      for _ in 0..<max(1, workers) * OrderedWork.ahead { board.room.signal() }
    }
    for number in 0..<count {
      var result = board.state.withLock { $0.results.removeValue(forKey: number) }
      while result == nil {
        if board.ready.wait(timeout: .now() + OrderedWork.patience) == .timedOut { try waiting() }
        result = board.state.withLock { $0.results.removeValue(forKey: number) }
      }
      board.room.signal()
      if let value = try result?.get() { try emit(value) }
      try waiting()
    }
  }

  private static func work<Value: Sendable>(
    _ board: Board<Value>, _ count: Int,
    _ makeWorker: (@escaping () -> Bool) throws -> (Int) throws -> Value
  ) {
    let worker = Result { try makeWorker { board.state.withLock { $0.isStopped } } }
    while true {
      board.room.wait()
      let number: Int? = board.state.withLock { state in
        guard !state.isStopped, state.next < count else { return nil }
        defer { state.next += 1 }
        return state.next
      }
      guard let number else { return }
      let result = Result { try worker.get()(number) }
      board.state.withLock { $0.results[number] = result }
      board.ready.signal()
    }
  }
}
