import Testing

/// The walls between the targets, as `Package.swift` and CONTRIBUTING.md draw them. The compiler keeps most of
/// them; these tests keep the ones it does not, and somebody from moving a wall without noticing.
struct WallTests {
  /// Who may import which module of ours.
  private static let allowed: [String: Set<String>] = [
    "GitHistory": [],
    "Signatures": [],
    "CEL": [],
    "Governance": ["CEL"],
    "Documents": ["Governance"],
    "CardImport": ["Documents", "Governance"],
    "Reports": ["Governance"],
    "AuditDatabase": ["Governance", "Reports"],
    "PolicyTools": ["CEL", "Documents", "Governance"],
    "Scaffolding": ["Documents", "Governance", "PolicyTools"],
    "Countersign": ["GitHistory", "Signatures", "Documents", "Governance"],
    "Rehearsal": ["GitHistory", "Signatures"],
    "CountersignCLI": [
      "AuditDatabase", "CardImport", "Countersign", "GitHistory", "Governance", "PolicyTools", "Reports",
      "Rehearsal",
      "Scaffolding",
    ],
    "BenchHistory": ["Rehearsal"],
    "BenchExpressions": ["CEL"],
  ]

  /// The one target that a module of others is for.
  private static let home = [
    "Crypto": "Signatures", "CryptoExtras": "Signatures", "_CryptoExtras": "Signatures",
    "SwiftASN1": "Signatures", "X509": "Signatures", "CLibyaml": "Documents",
    "CLibgit2": "GitHistory", "CPacks": "Scaffolding", "CPages": "Reports", "CSQLite": "AuditDatabase",
    "ArgumentParser": "CountersignCLI",
  ]

  /// What comes with Swift and the system.
  private static let system: Set<String> = ["Glibc", "Dispatch", "FoundationEssentials", "Synchronization"]

  @Test func `there are sources to look at, and imports are found in them`() throws {
    let files = try SourceTree.files(below: "Sources")
    #expect(files.count > 100)
    #expect(Set(files.map(\.target)) == Set(WallTests.allowed.keys))
    #expect(files.contains { $0.imports == ["CLibyaml", "Governance"] })
  }

  @Test func `a module of others is imported by one target only`() throws {
    for file in try SourceTree.files(below: "Sources") {
      for module in file.imports where WallTests.home[module] != nil {
        #expect(WallTests.home[module] == file.target, "\(file.path) imports \(module)")
      }
    }
  }

  @Test func `nothing is imported that no wall allows`() throws {
    for file in try SourceTree.files(below: "Sources") {
      let ours = WallTests.allowed[file.target] ?? []
      for module in file.imports where WallTests.home[module] == nil && !WallTests.system.contains(module) {
        #expect(ours.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test(arguments: [("GitHistory", "Signatures"), ("Signatures", "Documents"), ("Documents", "GitHistory")])
  func `adapters never import each other`(_ one: String, _ other: String) throws {
    for file in try SourceTree.files(below: "Sources") where file.target == one || file.target == other {
      let forbidden = file.target == one ? other : one
      #expect(!file.imports.contains(forbidden), "\(file.path) imports \(forbidden)")
    }
  }

  @Test func `the judgement knows its expressions, and nothing of the system nor of Foundation`() throws {
    for file in try SourceTree.files(below: "Sources") where file.target == "Governance" {
      #expect(Set(file.imports).isSubset(of: ["CEL"]), "\(file.path) imports \(file.imports)")
    }
  }

  @Test func `the expression language knows nothing but Swift and the C library`() throws {
    for file in try SourceTree.files(below: "Sources") where file.target == "CEL" {
      #expect(Set(file.imports).isSubset(of: ["Glibc"]), "\(file.path) imports \(file.imports)")
    }
  }

  @Test func `reports know the vocabulary, how pages look, and nothing else`() throws {
    for file in try SourceTree.files(below: "Sources") where file.target == "Reports" {
      #expect(
        Set(file.imports).isSubset(of: ["CPages", "Governance"]), "\(file.path) imports \(file.imports)")
    }
  }

  @Test func `no file has more than 400 lines`() throws {
    for folder in ["Sources", "Tests"] {
      for file in try SourceTree.files(below: folder) {
        #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count - 1) lines")
      }
    }
  }

  @Test func `no file is named after nothing`() throws {
    for file in try SourceTree.files(below: "Sources") {
      for word in ["Utils", "Util.swift", "Helpers", "Helper.swift", "Manager"] {
        #expect(!file.path.contains(word), "\(file.path)")
      }
    }
  }

  @Test func `the pipeline throws no error away`() throws {
    for file in try SourceTree.files(below: "Sources")
    where ["Countersign", "Governance"].contains(file.target) {
      for (number, line) in file.lines.enumerated() {
        #expect(!line.contains(" try? ") && !line.contains("(try? "), "\(file.path):\(number + 1)")
      }
    }
  }
}
