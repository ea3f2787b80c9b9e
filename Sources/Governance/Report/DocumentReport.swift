/// What was found in the documents of a tree by themselves, without any history.
package struct DocumentReport: Sendable {
  /// How many documents were read.
  package var documents: Int
  /// In byte order of their paths.
  package var findings: [Finding]

  package init(documents: Int, findings: [Finding]) {
    self.documents = documents
    self.findings = findings
  }

  package var verdict: Verdict { findings.verdict }
}
