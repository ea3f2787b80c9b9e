import GitHistory
import Governance
import Signatures

/// What earlier audits judged, kept in the repository's git directory (`countersign/audit`).
///
/// A judgement follows from objects by their ids, so that it can be kept under everything else that it rests on: the
/// program and its libraries, the branch, the trust root, the policy that was put in place of that of the time. What
/// it rests on beyond that is kept with it and compared. A file that is damaged, or that somebody else could have
/// written, is as good as none.
struct AuditCache: Sendable {
  private let folder: OwnFolder
  private let context: [UInt8]

  /// For how long what nobody asks for is kept, in seconds.
  private static let age = 30 * 86_400

  /// What was judged together.
  private struct Page: Codable {
    /// The latest moment that was judged at: where the clock is before it, it would be judged otherwise.
    var latest: Instant
    /// The branches that were looked at beside the objects.
    var tips: [Branch]
    var transitions: [AuditedTransition]
  }

  private struct Branch: Codable {
    /// The bytes of its name, in hexadecimal.
    var name: String
    /// Where it ended, here and on the remotes.
    var tips: [String]
  }

  /// - Parameter line: what all judgements have in common.
  /// - Returns: nil where there is no place for it, or nothing tells one program from another.
  init?(for line: AuditedLine, substitute: ObjectID?, in repository: borrowing Repository) {
    guard let tool = ToolIdentity.bytes(),
      let folder = OwnFolder(["countersign", "audit"], below: repository.commonDirectory)
    else { return nil }
    self.folder = folder
    var context = Array("countersign audit cache 1\n".utf8)
    for part in [
      tool, Array(line.branch.utf8), line.root?.bytes ?? [], substitute?.bytes ?? [],
    ] {
      context += Signatures.Digest.sha256(part)
    }
    self.context = context
  }

  /// The judgements of some steps; nil where they were not kept, or rest on what is no longer so.
  func transitions(
    of steps: ArraySlice<AuditedLine.Step>, clock: Instant, _ branches: BranchTips,
    _ repository: borrowing Repository
  ) throws(GitError) -> [AuditedTransition]? {
    let key = key(of: steps)
    let name = Hexadecimal.encode(key)
    guard let bytes = folder.read(name), bytes.count > 32,
      Signatures.Digest.sha256(key + bytes[32...]).elementsEqual(bytes[..<32])
    else { return nil }
    let page: Page
    do {
      page = try PlainDecoder.value(Page.self, in: bytes, from: 32)
    } catch {
      return nil
    }
    guard page.latest <= clock, page.transitions.count == steps.count else { return nil }
    for branch in page.tips
    where try branches.tips(of: Hexadecimal.decode(branch.name) ?? [], repository).map(\.hex) != branch.tips {
      return nil
    }
    folder.touch(name)
    return page.transitions
  }

  /// Keeps the judgements of some steps.
  ///
  /// - Parameter tips: where the branches ended that were looked at, by the bytes of their names.
  func keep(
    _ transitions: [AuditedTransition], of steps: ArraySlice<AuditedLine.Step>, clock: Instant,
    tips: [[UInt8]: [ObjectID]]
  ) throws {
    // What could not be read may be there the next time, and a date that the clock cut off is another one then.
    let moments = transitions.map(\.date) + steps.compactMap(\.record?.at)
    guard let latest = moments.max(), latest < clock,
      !transitions.contains(where: { $0.report.verdict == .undecided })
    else { return }
    let page = Page(
      latest: latest,
      tips: tips.map { Branch(name: Hexadecimal.encode($0.key), tips: $0.value.map(\.hex)) },
      transitions: transitions)
    let bytes = try PlainEncoder.bytes(of: page)
    let key = key(of: steps)
    folder.write(Signatures.Digest.sha256(key + bytes) + bytes, as: Hexadecimal.encode(key))
  }

  func prune() { folder.prune(olderThan: AuditCache.age) }

  private func key(of steps: ArraySlice<AuditedLine.Step>) -> [UInt8] {
    var parts = context
    for step in steps {
      for id in [step.base, step.head, step.record?.id] { parts += id?.bytes ?? [0] }
    }
    return Signatures.Digest.sha256(parts)
  }
}
