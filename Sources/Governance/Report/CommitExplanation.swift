/// What a commit is to Countersign: who made it, what it changed, and where it landed.
package struct CommitExplanation: Sendable {
  /// Somebody whom the commit names, and who of the roster that is by the e-mail.
  package struct Person: Sendable {
    package enum Part: String, Sendable { case author, committer, coAuthor = "co-author" }
    package let part: Part
    package let name: String
    package let email: String
    /// Nil where no identity of the roster has that e-mail.
    package let identity: IdentityID?

    package init(part: Part, name: String, email: String, identity: IdentityID?) {
      self.part = part
      self.name = name
      self.email = email
      self.identity = identity
    }
  }

  /// A file below a model's approvals or evidence, or below the policy's approvals.
  package struct File: Sendable {
    package enum Kind: String, Sendable { case approval, evidence }
    package let kind: Kind
    package let path: String
    /// Whether the commit took it away.
    package let isRemoved: Bool
    /// Whose decision it is, where it is one that can be read.
    package let approval: Approval?
    /// The name of the report, where it is one that can be read.
    package let report: String?

    package init(kind: Kind, path: String, isRemoved: Bool, approval: Approval? = nil, report: String? = nil)
    {
      self.kind = kind
      self.path = path
      self.isRemoved = isRemoved
      self.approval = approval
      self.report = report
    }
  }

  /// What it did to one model, or to the policy.
  package struct Part: Sendable {
    /// Nil for the policy.
    package let model: ModelID?
    package let directory: String
    /// Whether it changed what reviewers judge, so that whoever made it may not approve that.
    package let isContribution: Bool
    /// In the order of their paths.
    package let files: [File]

    package init(model: ModelID?, directory: String, isContribution: Bool, files: [File]) {
      self.model = model
      self.directory = directory
      self.isContribution = isContribution
      self.files = files
    }
  }

  /// A protected branch that has the commit.
  package struct Landing: Sendable {
    package let branch: String
    /// The step of the branch's first-parent line that brought it, judged at its own date by the policy before it.
    package let report: TransitionReport
    package let date: Instant

    package init(branch: String, report: TransitionReport, date: Instant) {
      self.branch = branch
      self.report = report
      self.date = date
    }
  }

  package let commit: CommitID
  package let parents: [CommitID]
  /// The first line of its message.
  package let title: String
  /// The committer date, which is a claim.
  package let date: Instant
  package let attribution: Attribution
  /// Whether who signed it is a forge, whose signature says nothing of who made the change.
  package let isForged: Bool
  package let people: [Person]
  /// To whom what it changed is charged, in the order of their ids.
  package let charged: [IdentityID]
  /// The commit whose policy names people and keys; nil where there is none that loads, and nobody can be named.
  package let policy: CommitID?
  package let parts: [Part]
  package let landings: [Landing]
  /// Protected branches that do not have it.
  package let absent: [String]

  package init(
    commit: CommitID, parents: [CommitID], title: String, date: Instant, attribution: Attribution,
    isForged: Bool,
    people: [Person], charged: [IdentityID], policy: CommitID?, parts: [Part], landings: [Landing],
    absent: [String]
  ) {
    self.commit = commit
    self.parents = parents
    self.title = title
    self.date = date
    self.attribution = attribution
    self.isForged = isForged
    self.people = people
    self.charged = charged
    self.policy = policy
    self.parts = parts
    self.landings = landings
    self.absent = absent
  }
}
