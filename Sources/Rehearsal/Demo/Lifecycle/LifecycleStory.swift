import GitHistory

/// The steps that the story of one model's life is made of. Each change comes on a branch of its own, and Kim lands it.
final class LifecycleStory {
  let repository: RepositoryBuilder
  let cast = Cast.test

  /// The first commit, by the beginning of its id.
  private(set) var root = ""
  /// 2025-01-01T00:00:00Z
  private static let newYear: Int64 = 1_735_689_600
  private static let day: Int64 = 86_400
  static let model = "credit-scoring"
  static let directory = "models/credit-scoring"

  init(path: String) throws(RehearsalError) {
    repository = try RepositoryBuilder(creating: path, start: LifecycleStory.newYear, step: 1200)
  }

  /// The midnight at which a day of 2025 begins; 1 is January 1st.
  func start(of day: Int64) -> Int64 { LifecycleStory.newYear + (day - 1) * LifecycleStory.day }

  /// Goes on with the story on a day of 2025, in the morning.
  func go(to day: Int64) { repository.clock = start(of: day) + 9 * 3600 }

  /// The day that is told of, as the story stands.
  var date: String { Timestamp.date(repository.clock) }

  /// The policy and the people: the commit that everything is judged by.
  func foundation() throws(RehearsalError) -> ObjectID {
    go(to: 7)
    try repository.write("README.md", LifecyclePolicy.readme)
    try repository.write("policies/policy.yaml", LifecyclePolicy.text)
    try repository.write("policies/identities.yaml", IdentitiesDraft(cast).yaml)
    let commit = try repository.commit(
      "policies: how models come to production, and stay there", by: cast.kim)
    root = String(commit.hex.prefix(10))
    return commit
  }

  /// Lands a branch on `main`, and names what `main` is then.
  func land(_ branch: String, as tag: String) throws(RehearsalError) {
    try repository.checkOut("main")
    try repository.merge(branch, by: cast.kim)
    try repository.tag(tag)
  }

  func approve(
    _ gate: String, by person: Person, stage: String = "production", scope: [String]? = nil,
    because rationale: String,
    condition: String? = nil
  ) throws(RehearsalError) {
    let approval = ApprovalDraft(
      model: LifecycleStory.model, gate: gate,
      subject: try repository.subjectDigest(of: LifecycleStory.model, scope: scope), reviewer: person,
      date: repository.clock
    ) {
      $0.stage = stage
      $0.rationale = rationale
      if let condition {
        $0.decision = "approve-with-conditions"
        $0.more = [("conditions", .plain(condition))]
      }
    }
    try repository.write(
      GitPath("\(LifecycleStory.directory)/approvals/\(gate)/\(person.id).yaml"), approval.yaml)
    try repository.commit("\(LifecycleStory.model): approve \(gate)", by: person)
  }

  /// Lets the pipeline report on the 30 days that end with the day the story stands at.
  func report(approvals: String, defaults: String) throws(RehearsalError) {
    let until = repository.clock - 9 * 3600
    let draft = MonitoringReportDraft(
      model: LifecycleStory.model, from: until - 30 * LifecycleStory.day, until: until
    ) {
      $0.kpis = [("approval_rate", approvals), ("default_rate", defaults)]
    }
    let name = Timestamp.date(until)
    try repository.branch("report-\(name)", from: "main")
    try repository.write(GitPath("\(LifecycleStory.directory)/monitoring/\(name).yaml"), draft.yaml)
    try repository.commit("\(LifecycleStory.model): report of \(name)", by: cast.ci)
  }

  /// Signs a file of the working set, and puts the signature beside it.
  func sign(_ path: String, by person: Person, as kind: String = "", namespace: String) throws(RehearsalError)
  {
    let bytes = try repository.read(GitPath(path))
    try repository.write(
      GitPath("\(path).\(person.id)\(kind).sig"), bytes: person.key.sign(bytes, namespace: namespace))
  }
}
