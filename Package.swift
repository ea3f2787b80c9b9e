// swift-tools-version: 6.0
import PackageDescription

// The walls between the targets are laws; CONTRIBUTING.md draws them, and Tests/ArchitectureTests keeps them.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

let package = Package(
  name: "countersign",
  products: [.executable(name: "countersign", targets: ["CountersignCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
  ],
  targets: [
    .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "COffline"),
    .target(name: "CPacks"),
    .target(name: "CPages", exclude: ["page.css", "page.js"]),
    .target(name: "GitHistory", dependencies: ["CLibgit2"], swiftSettings: strict),
    .target(
      name: "Signatures",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ], swiftSettings: strict),
    .target(name: "CEL", exclude: ["README.md"], swiftSettings: strict),
    .target(name: "Governance", dependencies: ["CEL"], swiftSettings: strict),
    .target(
      name: "Documents", dependencies: ["CLibyaml", "Governance"], swiftSettings: strict),
    .target(name: "CardImport", dependencies: ["Documents", "Governance"], swiftSettings: strict),
    .target(name: "Reports", dependencies: ["CPages", "Governance"], swiftSettings: strict),
    .target(
      name: "AuditDatabase", dependencies: ["CSQLite", "Governance", "Reports"], swiftSettings: strict),
    .target(name: "PolicyTools", dependencies: ["CEL", "Documents", "Governance"], swiftSettings: strict),
    .target(
      name: "Scaffolding", dependencies: ["CPacks", "Documents", "Governance", "PolicyTools"],
      swiftSettings: strict),
    .target(
      name: "Countersign", dependencies: ["GitHistory", "Signatures", "Documents", "Governance"],
      swiftSettings: strict),
    .target(name: "Rehearsal", dependencies: ["GitHistory", "Signatures"], swiftSettings: strict),
    .executableTarget(
      name: "CountersignCLI",
      dependencies: [
        "AuditDatabase", "COffline", "CardImport", "Countersign", "GitHistory", "Governance", "PolicyTools",
        "Reports",
        "Rehearsal",
        "Scaffolding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "bench-history", dependencies: ["Rehearsal"], path: "Sources/BenchHistory", swiftSettings: strict),
    .executableTarget(
      name: "bench-expressions", dependencies: ["CEL"], path: "Sources/BenchExpressions",
      swiftSettings: strict),
    .testTarget(name: "GitHistoryTests", dependencies: ["GitHistory"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["AuditDatabase", "CSQLite", "Governance", "Reports"],
      exclude: ["Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "RehearsalTests", dependencies: ["GitHistory", "Rehearsal", "Signatures"], swiftSettings: strict),
    .testTarget(name: "CELTests", dependencies: ["CEL"], swiftSettings: strict),
    .testTarget(name: "GovernanceTests", dependencies: ["Governance"], swiftSettings: strict),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Governance"], swiftSettings: strict),
    .testTarget(
      name: "CardImportTests", dependencies: ["CardImport", "Documents", "Governance"], swiftSettings: strict),
    .testTarget(
      name: "PolicyToolsTests", dependencies: ["Documents", "Governance", "PolicyTools"],
      swiftSettings: strict),
    .testTarget(
      name: "ScaffoldingTests", dependencies: ["Documents", "Governance", "PolicyTools", "Scaffolding"],
      swiftSettings: strict),
    .testTarget(
      name: "SignaturesTests",
      dependencies: [
        "Signatures",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ], swiftSettings: strict),
    .testTarget(
      name: "CountersignTests",
      dependencies: [
        "Countersign", "GitHistory", "Governance", "Signatures", "Documents", "Rehearsal", "Reports",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["Rehearsal"], exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzzers, one a folder of Tests/Fuzz/Targets. They want a run-time library of their own, so only `make fuzz`
// has them built.
if Context.environment["COUNTERSIGN_FUZZ"] != nil {
  func fuzzer(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
      name: "fuzz-\(name)", dependencies: ["FuzzDriver"] + dependencies, path: "Tests/Fuzz/Targets/\(name)",
      swiftSettings: strict)
  }
  package.targets += [
    .target(name: "FuzzDriver", path: "Tests/Fuzz/Driver", swiftSettings: strict),
    fuzzer("allowed-signers", "Signatures"),
    fuzzer("cms", "Signatures"),
    fuzzer("commits", "GitHistory", "Signatures"),
    fuzzer("documents", "Documents", "Governance"),
    fuzzer("expressions", "CEL"),
    fuzzer("openpgp", "Signatures"),
    fuzzer("ssh-certificates", "Signatures", .product(name: "Crypto", package: "swift-crypto")),
    fuzzer("sshsig", "Signatures"),
    fuzzer("trees", "GitHistory"),
  ]
}
