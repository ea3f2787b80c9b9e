import Glibc
import Synchronization
import Testing

@testable import Countersign

struct OrderedWorkTests {
  private struct Broken: Error, Equatable { let number: Int }

  @Test("results come in order, whoever is done first", arguments: [1, 2, 5], [0, 1, 3, 100])
  func order(workers: Int, count: Int) throws {
    var told: [Int] = []
    try OrderedWork(count: count, workers: workers).run { _ in
      var own = 0
      return { number in
        own += 1
        if number % 7 == own % 3 { usleep(500) }
        return number
      }
    } emit: {
      told.append($0)
    }
    #expect(told == Array(0..<count))
  }

  @Test("the first error ends the work, after what came before it") func error() throws {
    var told: [Int] = []
    #expect(throws: Broken(number: 20)) {
      try OrderedWork(count: 50, workers: 3).run { _ in
        { number in
          if number >= 20 { throw Broken(number: number) }
          return number
        }
      } emit: {
        told.append($0)
      }
    }
    #expect(told == Array(0..<20))
  }

  @Test("whoever wants no more ends the work") func stop() throws {
    let done = Mutex(0)
    #expect(throws: Broken(number: 3)) {
      try OrderedWork(count: 10_000, workers: 2).run { _ in
        { number in
          done.withLock { $0 += 1 }
          return number
        }
      } emit: {
        if $0 == 3 { throw Broken(number: 3) }
      }
    }
    #expect(done.withLock { $0 } < 100)
  }

  @Test("no worker begins what nobody waits for yet") func bounded() throws {
    let ahead = Mutex((begun: 0, told: 0, most: 0))
    try OrderedWork(count: 200, workers: 2).run { _ in
      { number in
        ahead.withLock {
          $0.begun += 1
          $0.most = max($0.most, $0.begun - $0.told)
        }
        return number
      }
    } emit: { (_: Int) in
      ahead.withLock { $0.told += 1 }
      usleep(200)
    }
    #expect(ahead.withLock { $0.most } <= 6)
  }

  @Test("a worker that cannot begin is an error") func worker() {
    #expect(throws: Broken(number: 0)) {
      try OrderedWork(count: 5, workers: 2).run { _ in
        if true { throw Broken(number: 0) }
        return { $0 }
      } emit: { (_: Int) in
      }
    }
  }

  @Test("who waits may end it, and who works is told") func waiting() throws {
    let hasSeen = Mutex(false)
    #expect(throws: Broken(number: -1)) {
      try OrderedWork(count: 2, workers: 2).run(waiting: { throw Broken(number: -1) }) { isStopped in
        { number in
          while !isStopped() { usleep(200) }
          hasSeen.withLock { $0 = true }
          throw OrderedWork.Stopped()
        }
      } emit: { (_: Int) in
      }
    }
    #expect(hasSeen.withLock { $0 })
  }
}
