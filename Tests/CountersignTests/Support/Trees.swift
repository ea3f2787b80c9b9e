import Foundation
import GitHistory
import Rehearsal

/// Trees that no git writes: entries in the order given, under names that may be refused.
extension RepositoryBuilder {
  /// The tree of the checked-out commit, with other bytes in the place of the directory at a path.
  ///
  /// - Returns: the new root tree, for `commit(_:by:tree:)`.
  func tree(replacing path: GitPath, by bytes: [UInt8]) throws -> ObjectID {
    let repository = try Repository(at: self.path)
    guard let head else { throw RehearsalError("spoiling a tree", "there is no commit yet") }
    let root = try repository.commit(head).tree
    let spoilt = try writeRaw(.tree, bytes)
    return try replace(path.components[...], in: root, by: spoilt, repository)
  }

  private func replace(
    _ path: ArraySlice<[UInt8]>, in tree: ObjectID, by spoilt: ObjectID, _ repository: borrowing Repository
  ) throws -> ObjectID {
    guard let name = path.first else { return spoilt }
    var entries: [(String, [UInt8], ObjectID)] = []
    for entry in try repository.tree(tree).entries {
      let id =
        entry.name == name ? try replace(path.dropFirst(), in: entry.id, by: spoilt, repository) : entry.id
      entries.append((entry.mode == .tree ? "40000" : entry.mode.text, entry.name, id))
    }
    return try writeRaw(.tree, RepositoryBuilder.treeBytes(entries))
  }

  /// The entries of a directory of the checked-out commit, for a test to spoil.
  func entries(of path: GitPath) throws -> [(String, [UInt8], ObjectID)] {
    let repository = try Repository(at: self.path)
    guard let head else { return [] }
    guard let entry = try repository.entry(at: path, inTree: repository.commit(head).tree) else { return [] }
    return try repository.tree(entry.id).entries.map {
      ($0.mode == .tree ? "40000" : $0.mode.text, $0.name, $0.id)
    }
  }

  /// `*( mode SP name NUL 20-byte-id )`
  static func treeBytes(_ entries: [(mode: String, name: [UInt8], id: ObjectID)]) -> [UInt8] {
    entries.flatMap { entry in
      let digits = Array(entry.id.hex.utf8)
      let id = stride(from: 0, to: 40, by: 2).map {
        UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)!
      }
      return Array(entry.mode.utf8) + [0x20] + entry.name + [0] + id
    }
  }
}

/// The file in which a repository keeps a loose object.
func looseFile(of id: ObjectID, in repository: GovernedRepository) -> String {
  repository.gitDirectory + "objects/" + id.hex.prefix(2) + "/" + id.hex.dropFirst(2)
}
