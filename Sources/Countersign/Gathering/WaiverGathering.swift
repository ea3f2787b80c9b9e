import Documents
import GitHistory
import Governance
import Signatures

/// Gathers a model's waivers in the tree that will land, and who signed each: `<name>.yaml.<identity>.sig`, in the
/// namespace of approvals, and `<name>.yaml.<identity>.ratified.sig`, in one of its own.
struct WaiverGathering {
  /// The most files that `waivers/` may hold, signatures included.
  static let limit = 1_000
  private static let ratification = "countersign-ratification@v1"

  let policy: LoadedPolicy
  let transition: TransitionTrees
  let attribution: CommitAttribution
  private var now: Instant { attribution.now }

  private struct Folder {
    let landed: [GitPath: TreeEntry]
    let base: [GitPath: TreeEntry]
    let events: [FileEvents.Event]

    /// Whether base has it as it will land.
    func isAtBase(_ path: GitPath, _ entry: TreeEntry) -> Bool {
      base[path]?.hasSameContent(as: entry) ?? false
    }
  }

  func gather(
    into facts: inout ModelFacts, _ directory: GitPath, _ repository: borrowing Repository
  ) throws(GitError) {
    let place = directory.appending(Array("waivers".utf8))
    let landed = try FileEvents.files(below: place, of: transition.landed, repository)
    let base =
      if let tree = transition.base { try FileEvents.files(below: place, of: tree, repository) } else {
        [GitPath: TreeEntry]()
      }
    if landed.isEmpty, base.isEmpty { return }
    if landed.count > WaiverGathering.limit {
      facts.findings.append(
        Finding(
          .documentInvalid, "\(place.display) holds more than \(WaiverGathering.limit) files",
          help: "remove waivers of the past, which history keeps", model: facts.id, path: place.display))
      return
    }
    let folder = Folder(
      landed: landed, base: base,
      events: try FileEvents(below: place, in: transition.commits, repository).events)
    // Of which of them it has to be known whether they stood before.
    typealias Signatures = WritableKeyPath<WaiverRecord, [WaiverRecord.Signature]>
    var questions: [(waiver: Int, list: Signatures?, place: Int, entry: PastEntry)] = []
    for (path, entry) in landed.sorted(by: { $0.key < $1.key }) where isWaiver(path, entry, below: place) {
      let content = try repository.document(entry.id)
      let document: Waiver
      do throws(DocumentErrors) {
        document = try Waiver.read(content, path: path.display)
      } catch {
        facts.findings += error.findings(.documentInvalid, .warning, model: facts.id)
        continue
      }
      var record = WaiverRecord(
        path: path.display, document: document, signatures: [], standsAtBase: folder.isAtBase(path, entry))
      // What the policy does not allow, and what is over, is told without asking who signed it.
      if policy.policy.waivers != nil, now < document.expires {
        let index = facts.waivers.count
        if let origin = try origin(of: path, entry, folder, repository) {
          questions.append((index, nil, 0, question(path, entry, before: try repository.commit(origin))))
        }
        for signature in try signatures(of: path, entry, content, folder, breaches(facts), repository) {
          let list: Signatures =
            signature.isRatification ? \.ratifications : \.signatures
          record[keyPath: list].append(signature.found)
          // Whoever brings a signature of theirs back by a commit of their own says it anew.
          if signature.bringer != signature.found.holder {
            let question = question(signature.path, signature.entry, before: signature.commit)
            questions.append((index, list, record[keyPath: list].count - 1, question))
          }
        }
      }
      facts.waivers.append(record)
    }
    let answers = try repository.haveStood(questions.map(\.entry))
    for (question, answer) in zip(questions, answers) where answer {
      if let list = question.list {
        facts.waivers[question.waiver][keyPath: list][question.place].stoodBefore = true
      } else {
        facts.waivers[question.waiver].stoodBefore = true
      }
    }
    facts.lostWaiver = try isLost(folder, below: place, repository)
  }

  private func isWaiver(_ path: GitPath, _ entry: TreeEntry, below folder: GitPath) -> Bool {
    entry.mode.isFile && path.components.count == folder.components.count + 1 && path.text != nil
      && path.bytes.suffix(5).elementsEqual(".yaml".utf8)
  }

  /// Whether a file was there before the commit that brought it, and so had been taken away.
  private func question(_ path: GitPath, _ entry: TreeEntry, before commit: RawCommit) -> PastEntry {
    PastEntry(path: path, mode: entry.mode, id: entry.id, ends: commit.parents)
  }

  /// The commit that brought a file as it stands in the tree that will land.
  private func origin(
    of path: GitPath, _ entry: TreeEntry, _ folder: Folder, _ repository: borrowing Repository
  ) throws(GitError) -> ObjectID? {
    let brought = folder.events.last { $0.path == path && $0.entry?.hasSameContent(as: entry) ?? false }
    if let brought { return brought.commit }
    return try repository.origins(
      of: path, entry: (entry.mode, entry.id),
      from: folder.isAtBase(path, entry) ? transition.baseCommit ?? transition.head : transition.head
    ).first
  }

  /// The reports that show a breach.
  private func breaches(_ facts: ModelFacts) -> [MonitoringRecord] {
    let cards = facts.watched.compactMap(\.card)
    return (facts.monitoring ?? []).filter { !$0.document.breaches(of: cards).isEmpty }
  }

  private struct Signed {
    let path: GitPath
    let entry: TreeEntry
    let isRatification: Bool
    /// The commit that brought it, and who signed that.
    let commit: RawCommit
    let bringer: IdentityID?
    let found: WaiverRecord.Signature
  }

  private func signatures(
    of waiver: GitPath, _ waiverEntry: TreeEntry, _ content: [UInt8], _ folder: Folder,
    _ breaches: [MonitoringRecord], _ repository: borrowing Repository
  ) throws(GitError) -> [Signed] {
    let prefix = waiver.bytes + Array(".".utf8)
    let (suffix, confirmed) = (Array(".sig".utf8), Array(".ratified".utf8))
    var found: [Signed] = []
    for (path, entry) in folder.landed.sorted(by: { $0.key < $1.key }) {
      guard entry.mode.isFile, path.bytes.starts(with: prefix), path.bytes.suffix(4).elementsEqual(suffix),
        path.bytes.count > prefix.count + suffix.count
      else { continue }
      var name = path.bytes[prefix.count...].dropLast(suffix.count)
      let isRatification =
        name.count > confirmed.count && name.suffix(confirmed.count).elementsEqual(confirmed)
      if isRatification { name = name.dropLast(confirmed.count) }
      guard let holder = String(validating: Array(name), as: UTF8.self) else { continue }
      let isTrusted = folder.isAtBase(path, entry) && folder.isAtBase(waiver, waiverEntry)
      guard let origin = try origin(of: path, entry, folder, repository) else { continue }
      let (commit, bringer) = try self.attribution.attribution(of: origin, in: repository)
      var sees: [String: String] = [:]
      for report in breaches {
        sees[report.path] = try repository.entry(at: GitPath(report.path), inTree: commit.tree)?.id.hex
      }
      let attribution: Attribution
      if try repository.blobSize(entry.id) > DetachedSignatures.limit {
        attribution = .malformed(reason: "it is longer than \(DetachedSignatures.limit) bytes")
      } else {
        attribution = self.attribution.attribution(
          ofDetached: try repository.blob(entry.id, limit: DetachedSignatures.limit), over: content,
          namespace: isRatification
            ? WaiverGathering.ratification : DetachedSignatures.Namespace.approval.rawValue,
          at: try self.attribution.signingDate(in: commit, repository), inTrustedBase: isTrusted)
      }
      found.append(
        Signed(
          path: path, entry: entry, isRatification: isRatification, commit: commit,
          bringer: bringer.identity,
          found: WaiverRecord.Signature(
            holder: IdentityID(holder), attribution: attribution, commit: origin.commitID, sees: sees)))
    }
    return found
  }

  /// Whether a waiver of base that has not expired, or what signs it, is not there any more.
  private func isLost(
    _ folder: Folder, below place: GitPath, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    let gone = folder.base.filter { path, entry in !(folder.landed[path]?.hasSameContent(as: entry) ?? false)
    }
    if gone.isEmpty { return false }
    for (path, entry) in folder.base where isWaiver(path, entry, below: place) {
      guard gone.keys.contains(where: { $0.bytes.starts(with: path.bytes) }) else { continue }
      let content = try repository.document(entry.id)
      do throws(DocumentErrors) {
        let document = try Waiver.read(content, path: path.display)
        if now < document.expires { return true }
      } catch {
        // What cannot be read never counted.
        continue
      }
    }
    return false
  }
}
