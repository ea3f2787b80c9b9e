/// What a tree entry is. Git writes these five modes and no others today.
package enum FileMode: UInt32, Sendable, Hashable {
  /// `100644`
  case file = 0o100644
  /// `100755`
  case executable = 0o100755
  /// `120000`: the blob holds the target's path.
  case symlink = 0o120000
  /// `160000`: the id names a commit of another repository.
  case submodule = 0o160000
  /// `40000`
  case tree = 0o40000

  /// The mode as a tree object spells it: octal, without a leading zero.
  package var text: String { String(rawValue, radix: 8) }

  /// True for a plain or an executable file.
  package var isFile: Bool { self == .file || self == .executable }
}
