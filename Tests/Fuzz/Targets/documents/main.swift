import Documents
import FuzzDriver
import Glibc
import Governance

/// What a reader makes of the bytes, as text to compare: what it read, or where it found what wrong.
func outcome<Result>(_ read: () throws(DocumentErrors) -> Result) -> String {
  do {
    return "\(try read())"
  } catch {
    require(!error.errors.isEmpty, "a refusal has a reason")
    for error in error.errors {
      require(error.position.line >= 1 && error.position.column >= 1, "a reason has a place")
    }
    return error.errors.map { "\($0.position) \($0.problem) \($0.hint ?? "")" }.joined(separator: "\n")
  }
}

/// What tests of a policy speak of.
let policy = try kept { try Policy.read(seed("policy-rules.yaml")) }

/// Every reader on any document: hostile ones do not stay with their kind.
func readDocuments(_ bytes: [UInt8]) {
  let path = "a.yaml"
  // Takes every key for one, named by what is written.
  let keys = KeyReader(
    ssh: { .success(KeyFingerprint($0)) }, openPGP: { .success(KeyFingerprint($0)) },
    x509: { .success(KeyFingerprint($0 + " " + $1)) })
  let readers: [() -> String] = [
    { outcome { () throws(DocumentErrors) in try Policy.read(bytes).gates.count } },
    {
      outcome { () throws(DocumentErrors) in
        try Roster.read(bytes, exclusiveRoles: [["a", "b"]], gateRoles: ["a"], keys: keys).identities.count
      }
    },
    { outcome { () throws(DocumentErrors) in try Card.read(bytes, path: path).id } },
    { outcome { () throws(DocumentErrors) in try Approval.read(bytes, path: path).approval } },
    {
      outcome { () throws(DocumentErrors) in try Approval.read(bytes, path: path, isForPolicy: true).approval
      }
    },
    { outcome { () throws(DocumentErrors) in try Evidence.read(bytes, path: path)?.name } },
    { outcome { () throws(DocumentErrors) in try MonitoringReport.read(bytes, path: path) } },
    { outcome { () throws(DocumentErrors) in try Waiver.read(bytes, path: path) } },
    {
      outcome { () throws(DocumentErrors) in
        try PolicyTest.read(bytes, path: path, policy: policy, roster: nil, keys: keys).cases.count
      }
    },
  ]
  for read in readers { require(read() == read(), "a document reads the same twice") }
}

// The schemas are made when they are first asked for.
kept {
  for name in [
    "approval", "card", "evidence", "identities", "monitoring-report", "policy-approval", "policy-rules",
    "policy-test", "waiver",
  ] {
    readDocuments(seed("\(name).yaml"))
  }
}
exit(fuzz(readDocuments))
