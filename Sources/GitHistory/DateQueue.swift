/// Commits by date, the newest first; a binary heap.
struct DateQueue {
  private var heap: [(date: Int64, number: Int)] = []

  /// The newest commit.
  var peek: (date: Int64, number: Int)? { heap.first }

  mutating func insert(date: Int64, number: Int) {
    heap.append((date, number))
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var newest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(child, newest) {
        newest = child
      }
      if newest == parent { return }
      heap.swapAt(parent, newest)
      parent = newest
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    (heap[left].date, heap[right].number) > (heap[right].date, heap[left].number)
  }
}
