import GitHistory
import Governance

/// Which paths of a repository are governed, and how they are named.
struct GovernedPath {
  static let policies: GitPath = "policies"
  static let policyFile: GitPath = "policies/policy.yaml"
  static let identitiesFile: GitPath = "policies/identities.yaml"
  static let allowedSigners: GitPath = "policies/allowed_signers"
  static let policyApprovals: GitPath = "policies/approvals/policy"

  /// Where models are if no policy says it.
  static let usualLayout = Glob("models/*")

  /// The pattern's segments: `models/*` has two, and a model's directory as many.
  private let segments: [Glob]

  init(layout: Glob) {
    segments = layout.description.split(separator: "/").map { Glob(String($0)) }
  }

  /// What a path is to the layout.
  enum Place { case model, above, outside }

  func place(of path: GitPath) -> Place {
    let components = path.components
    guard components.count <= segments.count else { return .outside }
    for (component, segment) in zip(components, segments) where !segment.matches(component) {
      return .outside
    }
    return components.count == segments.count ? .model : .above
  }

  /// Whether a path is, or lies in, `policies` or a model's directory.
  func contains(_ path: GitPath) -> Bool {
    if path.hasPrefix(GovernedPath.policies) { return true }
    let components = path.components
    guard components.count >= segments.count else { return false }
    return zip(components, segments).allSatisfy { $1.matches($0) }
  }

  /// Whether a path outside of what is governed is taken for `policies`, or for a directory above the models,
  /// by machines that fold names.
  func isTwin(_ path: GitPath) -> Bool {
    let components = path.components
    guard place(of: path) == .outside, path != GovernedPath.policies, components.count < segments.count else {
      return false
    }
    if components.count == 1, FoldedName(components[0]) == FoldedName(GovernedPath.policies.bytes) {
      return true
    }
    return zip(components, segments).allSatisfy { component, segment in
      segment.matches(component) || FoldedName(component) == FoldedName(segment.description.utf8)
    }
  }
}

extension GitPath {
  /// The path for people and reports; bytes that are no UTF-8 are replaced.
  var display: String { text ?? String(decoding: bytes, as: UTF8.self) }
}

extension ObjectID {
  var commitID: CommitID { CommitID(hex) }
}
