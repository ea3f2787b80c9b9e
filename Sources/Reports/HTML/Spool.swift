/// Where bytes wait that stand further down in a file than what is not known yet. The file of a long history would not
/// fit into memory, and nothing here knows of files.
package protocol Spool: AnyObject {
  func append(_ bytes: [UInt8]) throws
  /// What was appended, by its place among all bytes.
  func bytes(in range: Range<Int>) throws -> [UInt8]
}

/// A spool for what is known to be small.
package final class MemorySpool: Spool {
  private var bytes: [UInt8] = []

  package init() {}

  package func append(_ bytes: [UInt8]) { self.bytes += bytes }
  package func bytes(in range: Range<Int>) -> [UInt8] { Array(bytes[range]) }
}
