/// Runs a program over a text, all its threads in step (Thompson, "Regular Expression Search Algorithm", 1968; Pike's
/// machine, as in https://swtch.com/~rsc/regexp/regexp2.html): no instruction runs twice at one place of the text, so
/// that a search takes at most as many steps as the program has instructions for each code point, whatever the pattern.
///
/// Threads are kept in the order in which Perl would try them, so that the match found is Perl's: the leftmost, and of
/// those the first by preference.
struct RegexMachine {
  private let instructions: UnsafeBufferPointer<RegexInstruction>
  private let sets: UnsafeBufferPointer<RegexSet>
  private let ranges: UnsafeBufferPointer<ClosedRange<UInt32>>
  private let start: Int
  private let isAnchored: Bool
  private let firstBytes: ByteSet?
  private let text: UnsafeBufferPointer<UInt8>
  /// Slots that a thread carries: none if only the answer counts.
  private let slotCount: Int
  /// What one step costs: it may copy the slots, which takes longer the more there are.
  private let stepCost: Int
  private let store: UnsafeMutableBufferPointer<Int>
  private var current: Threads
  private var next: Threads
  /// Instructions to look at, or, as a negative number, a slot to put back with its value below.
  private let pending: UnsafeMutablePointer<Int>
  /// The slots of the thread that is being followed.
  private let scratch: UnsafeMutablePointer<Int>
  /// What is left of the steps that the caller grants.
  private var budget: Int

  /// The threads at one place: a list of instructions in order of preference, a map from an instruction to its place
  /// in the list, and the slots by instruction. A map's entry counts only if the list confirms it, so that emptying the
  /// list takes no time.
  private struct Threads {
    let list: UnsafeMutablePointer<Int>
    let places: UnsafeMutablePointer<Int>
    let slots: UnsafeMutablePointer<Int>
    var count = 0

    /// Adds an instruction; false if it is there already.
    @inline(__always)
    mutating func insert(_ instruction: Int) -> Bool {
      let place = places[instruction]
      if place < count, list[place] == instruction { return false }
      places[instruction] = count
      list[count] = instruction
      count += 1
      return true
    }
  }

  /// Gives `body` a machine for `program` over `text`: what it needs is allotted once for any number of searches.
  ///
  /// - Parameters:
  ///   - slotCount: Two for the whole match, and two for each group, if searches are to tell where they are; 0 if only
  ///     the answer counts, which stops a search at the first end of a match.
  ///   - steps: The steps granted; those taken are taken off.
  static func with<Result>(
    _ program: RegexProgram, over text: UnsafeBufferPointer<UInt8>, slotCount: Int, steps: inout Int,
    _ body: (inout RegexMachine) -> Result
  ) -> Result {
    let size = program.instructions.count
    // Two lists and two maps, two tables of slots, the stack (an instruction leaves at most one entry, of at most two
    // numbers) and the scratch.
    let capacity = 4 * size + 2 * size * slotCount + 2 * (size + 1) + slotCount
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { store in
      store.initialize(repeating: 0)
      return program.instructions.withUnsafeBufferPointer { instructions in
        program.sets.withUnsafeBufferPointer { sets in
          program.ranges.withUnsafeBufferPointer { ranges in
            var machine = RegexMachine(
              program, instructions, sets, ranges, text: text, slotCount: slotCount, store: store,
              budget: steps - capacity / 8)
            defer { steps = machine.budget }
            return body(&machine)
          }
        }
      }
    }
  }

  private init(
    _ program: RegexProgram, _ instructions: UnsafeBufferPointer<RegexInstruction>,
    _ sets: UnsafeBufferPointer<RegexSet>, _ ranges: UnsafeBufferPointer<ClosedRange<UInt32>>,
    text: UnsafeBufferPointer<UInt8>, slotCount: Int, store: UnsafeMutableBufferPointer<Int>, budget: Int
  ) {
    let size = instructions.count
    let base = store.baseAddress!
    self.instructions = instructions
    self.sets = sets
    self.ranges = ranges
    self.start = program.start
    self.isAnchored = program.isAnchored
    self.firstBytes = program.firstBytes
    self.text = text
    self.slotCount = slotCount
    self.stepCost = 1 + slotCount / 8
    self.store = store
    self.budget = budget
    self.current = Threads(list: base, places: base + size, slots: base + 4 * size)
    self.next = Threads(
      list: base + 2 * size, places: base + 3 * size, slots: base + 4 * size + size * slotCount)
    self.pending = base + 4 * size + 2 * size * slotCount
    self.scratch = pending + 2 * (size + 1)
  }

  /// Looks for the first match at byte `offset`, which begins a character, or later.
  ///
  /// - Parameter found: Takes where groups start and end, -1 for those without part in the match: as many as the
  ///   machine was made for.
  /// - Returns: Whether there is a match; nil if the steps did not suffice.
  mutating func search(from offset: Int, found: UnsafeMutableBufferPointer<Int>) -> Bool? {
    current.count = 0
    next.count = 0
    var position = offset
    var matched = false
    while true {
      if current.count == 0 {
        if matched || (isAnchored && position > 0) { return matched }
        if let firstBytes, !isAnchored {
          let from = position
          while position < text.count, !firstBytes.contains(text[position]) { position += 1 }
          budget -= position - from
          if position == text.count { return budget < 0 ? nil : false }
        }
      }
      if !matched, !isAnchored || position == 0, canBegin(at: position) {
        for slot in 0..<slotCount { scratch[slot] = -1 }
        if follow(start, at: position, isAhead: false) { return true }
      }
      guard budget >= 0 else { return nil }
      let (scalar, width) = decode(at: position)
      for place in 0..<current.count {
        let index = current.list[place]
        let target: Int32
        switch instructions[index] {
        case .scalar(let wanted, let after):
          guard scalar == wanted else { continue }
          target = after
        case .set(let set, let after):
          guard width > 0, sets[Int(set)].contains(scalar, ranges: ranges) else { continue }
          target = after
        case .match:
          matched = true
          found.baseAddress?.update(from: current.slots + index * slotCount, count: slotCount)
          // The threads behind this one would be tried only had it failed.
          current.count = 0
          target = -1
        case .split, .save, .assertion: continue
        }
        if target < 0 { break }
        scratch.update(from: current.slots + index * slotCount, count: slotCount)
        if follow(Int(target), at: position + width, isAhead: true) { return true }
      }
      if width == 0 { return budget < 0 ? nil : matched }
      current.count = 0
      swap(&current, &next)
      position += width
    }
  }

  /// Whether a match can begin at byte `position`, by that byte alone.
  @inline(__always)
  private func canBegin(at position: Int) -> Bool {
    guard let firstBytes else { return true }
    return position < text.count && firstBytes.contains(text[position])
  }

  /// Adds what is reached from `instruction` without taking a code point, in order of preference.
  ///
  /// - Parameter isAhead: Whether to add to the threads of the next place, not of this.
  /// - Returns: Whether the pattern has matched and nothing but that counts.
  private mutating func follow(_ instruction: Int, at position: Int, isAhead: Bool) -> Bool {
    var threads = isAhead ? next : current
    defer { if isAhead { next = threads } else { current = threads } }
    var depth = 0
    var index = instruction
    while true {
      budget -= stepCost
      if threads.insert(index) {
        switch instructions[index] {
        case .split(let first, let second):
          pending[depth] = Int(second)
          depth += 1
          index = Int(first)
          continue
        case .save(let slot, let after):
          if slot < slotCount {
            pending[depth] = scratch[Int(slot)]
            pending[depth + 1] = -1 - Int(slot)
            depth += 2
            scratch[Int(slot)] = position
          }
          index = Int(after)
          continue
        case .assertion(let assertion, let after):
          if assertion.holds(in: text, at: position) {
            index = Int(after)
            continue
          }
        case .match where slotCount == 0:
          return true
        case .scalar, .set, .match:
          (threads.slots + index * slotCount).update(from: scratch, count: slotCount)
        }
      }
      // Back to the last choice, with the slots as they were there.
      while true {
        if depth == 0 { return false }
        depth -= 1
        index = pending[depth]
        if index >= 0 { break }
        depth -= 1
        scratch[-1 - index] = pending[depth]
      }
    }
  }

  /// The code point at byte `position`, and its bytes; no bytes at the end of the text.
  ///
  /// The text is a string's, so that its UTF-8 is known to be well-formed.
  @inline(__always)
  private func decode(at position: Int) -> (scalar: UInt32, width: Int) {
    guard position < text.count else { return (.max, 0) }
    let lead = UInt32(text[position])
    if lead < 0x80 { return (lead, 1) }
    func tail(_ distance: Int) -> UInt32 { UInt32(text[position + distance]) & 0x3F }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }
}
