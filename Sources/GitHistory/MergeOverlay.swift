/// Trees and blobs that merges made. They have the ids that git would give them and are never written.
struct MergeOverlay {
  private var trees: [ObjectID: [UInt8]] = [:]
  private var blobs: [ObjectID: [UInt8]] = [:]
  private var size = 0
  private var markerCount = 0
  /// Ids that stand for a conflict inside a virtual merge base; equal to nothing else.
  private(set) var markers: Set<ObjectID> = []

  /// What may be held, in bytes.
  static let limit = 512 << 20

  func bytes(of id: ObjectID, as kind: ObjectKind) -> [UInt8]? {
    if size == 0 { return nil }
    return switch kind {
    case .tree: trees[id]
    case .blob: blobs[id]
    default: nil
    }
  }

  mutating func insert(_ bytes: [UInt8], as kind: ObjectKind) throws(GitError) -> ObjectID {
    let id = ObjectID(of: bytes, as: kind)
    size += bytes.count + 1
    if size > MergeOverlay.limit {
      throw GitError(.tooLarge, "merging", "merged objects take more than \(MergeOverlay.limit) bytes")
    }
    if kind == .tree { trees[id] = bytes } else { blobs[id] = bytes }
    return id
  }

  /// An id for a new conflict.
  mutating func makeMarker() -> ObjectID {
    markerCount += 1
    let text = "conflict \(markerCount) in a virtual merge base; this object is nowhere stored\n"
    let id = ObjectID(of: Array(text.utf8), as: .blob)
    markers.insert(id)
    return id
  }
}
