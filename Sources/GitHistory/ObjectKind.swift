import CLibgit2

/// The four kinds of git objects.
package enum ObjectKind: String, Sendable, Hashable {
  case commit, tree, blob, tag

  var type: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }

  init?(_ type: git_object_t) {
    switch type {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }
}

extension ObjectID {
  /// The id as libgit2 passes it.
  var oid: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid.id) { store(into: $0) }
    return oid
  }

  init(_ oid: git_oid) {
    var bytes = oid.id
    self = withUnsafeBytes(of: &bytes) {
      ObjectID(rawBytes: UnsafeRawBufferPointer(rebasing: $0[..<ObjectID.byteCount]))
    }
  }

  /// The id that `bytes` have as an object of this kind.
  package init(of bytes: [UInt8], as kind: ObjectKind) {
    _ = LibGit2.started
    var oid = git_oid()
    let code = bytes.withUnsafeBytes { git_odb_hash(&oid, $0.baseAddress, $0.count, kind.type) }
    precondition(code == 0, "hashing bytes in memory does not fail")
    self.init(oid)
  }
}
