/// A flow network with whole capacities, augmented path by path.
///
/// Ford and Fulkerson with breadth-first search (Edmonds and Karp). Networks here have some dozen nodes.
struct FlowNetwork {
  typealias Node = Int

  private struct Edge {
    let to: Node
    var capacity: Int
  }

  private var edges: [Edge] = []
  private var leaving: [[Int]] = []

  mutating func addNode() -> Node {
    leaving.append([])
    return leaving.count - 1
  }

  /// Adds an edge and returns its number, by which `flow(through:)` asks for what passes it.
  @discardableResult
  mutating func addEdge(from: Node, to: Node, capacity: Int) -> Int {
    let number = edges.count
    edges.append(Edge(to: to, capacity: capacity))
    edges.append(Edge(to: from, capacity: 0))
    leaving[from].append(number)
    leaving[to].append(number + 1)
    return number
  }

  func flow(through edge: Int) -> Int { edges[edge + 1].capacity }

  mutating func close(edge: Int) { edges[edge].capacity = 0 }

  /// Sends as much as fits, at most `limit`, and returns how much that was. A node that was passed by an
  /// earlier flow stays so: augmenting never takes a source's flow back.
  @discardableResult
  mutating func augment(from source: Node, to sink: Node, limit: Int = .max) -> Int {
    var sent = 0
    while sent < limit, let path = shortestPath(from: source, to: sink) {
      let amount = path.reduce(limit - sent) { min($0, edges[$1].capacity) }
      for edge in path {
        edges[edge].capacity -= amount
        edges[edge ^ 1].capacity += amount
      }
      sent += amount
    }
    return sent
  }

  private func shortestPath(from source: Node, to sink: Node) -> [Int]? {
    var arrivedBy = [Int?](repeating: nil, count: leaving.count)
    var queue = [source]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for number in leaving[node] where edges[number].capacity > 0 {
        let target = edges[number].to
        guard target != source, arrivedBy[target] == nil else { continue }
        arrivedBy[target] = number
        if target == sink {
          var path: [Int] = []
          var step = sink
          while step != source, let edge = arrivedBy[step] {
            path.append(edge)
            step = edges[edge ^ 1].to
          }
          return path.reversed()
        }
        queue.append(target)
      }
    }
    return nil
  }
}
