import GitHistory
import Governance

/// Why a reference may not change, whatever it would hold.
extension Finding {
  static func deletion(_ update: RefUpdate) -> Finding {
    Finding(
      .historyRewritten, "\(update.displayName) is protected and cannot be deleted",
      help: "a branch that no stage of the policy is tied to any more can be: change the policy first")
  }

  static func rewriting(_ update: RefUpdate) -> Finding {
    Finding(
      .historyRewritten,
      "\(update.displayName) is protected and cannot be rewritten: what is pushed does not go on from "
        + "\(update.old?.commitID.short ?? "nothing"), where it stands",
      help: "push without force, upon what is there; to undo a change, revert it by a new commit")
  }

  static func tagObject(_ update: RefUpdate) -> Finding {
    Finding(
      .commitMalformed, "what is pushed to \(update.displayName) is a tag, and a branch holds commits",
      help: "push the commit that the tag names: git push <remote> <tag>^{commit}:\(update.displayName)")
  }

  static func unpinned(_ update: RefUpdate) -> Finding {
    Finding(
      .rootUnpinned,
      "\(update.displayName) would be new, and without a pinned trust root the policy that it brings would judge it",
      help: "pin the commit that brought the first policy, where the push is judged: "
        + "git config countersign.root <commit>")
  }

  static func unknownRoot(_ root: ObjectID) -> Finding {
    Finding(
      .rootMismatch, "the pinned trust root \(root.commitID.short) is not in the repository, nor in the push",
      help: "this is another history than the one that was pinned, or countersign.root is mistyped",
      verdict: .undecided)
  }

  static func unfetched(_ update: RefUpdate, from remote: String) -> Finding {
    Finding(
      .historyIncomplete,
      "\(update.displayName) stands at \(update.old?.commitID.short ?? "nothing"), which is not here",
      help: "git fetch \(remote)", verdict: .undecided)
  }

  static func replacement(_ update: RefUpdate) -> Finding {
    Finding(
      .historyIncomplete,
      "\(update.displayName) would replace what was signed; replace refs are not accepted",
      help: "push without refs/replace/*")
  }

  static func twin(_ update: RefUpdate) -> Finding {
    Finding(
      .pathRefused,
      "\(update.displayName) is taken for a protected branch where upper and lower case are not told apart",
      help: "give it another name")
  }

  static func shadow(_ update: RefUpdate) -> Finding {
    Finding(
      .pathRefused, "git would find \(update.displayName) before the protected branch of the same name",
      help: "give it another name")
  }

  static func tracking(_ update: RefUpdate) -> Finding {
    Finding(
      .pathRefused,
      "\(update.displayName) would count as a protected branch of a remote, and holds what never landed on it",
      help: "push branches and tags only: git push --all, git push --tags")
  }

  static func blind(_ update: RefUpdate) -> Finding {
    Finding(
      .policyInvalid,
      "whether \(update.displayName) is protected cannot be told, since the policy that stands does not load",
      help: "let the owner of the repository mend policies/ on the branch that HEAD names",
      verdict: .undecided)
  }
}
