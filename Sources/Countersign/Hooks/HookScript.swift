/// The scripts that git runs. They say who is to judge, and nothing else: the folder `hooks` of the source holds the
/// same ones for those who copy them by hand.
package enum HookScript: String, Sendable, CaseIterable {
  case preCommit = "pre-commit"
  case prePush = "pre-push"
  case preReceive = "pre-receive"
  case update

  /// Whether it runs where a push arrives.
  package var isForServers: Bool { self == .preReceive || self == .update }

  /// What every one of our scripts has in its second line, and no other script.
  static let signature = "# countersign hook "

  /// What a hook is called that was there before.
  package var displacedName: String { "\(rawValue).before-countersign" }

  /// The script, with its final newline.
  package var text: String {
    """
    #!/bin/sh
    \(HookScript.signature)\(rawValue): \(purpose)
    # `countersign hook install` puts it in place. A hook that was there before lies beside it under the name below,
    # and has to agree first.
    before=${0%/*}/\(displacedName)

    if ! command -v countersign >/dev/null 2>&1; then
      echo "countersign is not on the PATH\(place), so \(consequence)." >&2
      echo "Install it\(there), or remove this hook: $0" >&2
      exit 1
    fi
    \(readsInput ? HookScript.sharingInput(command) : HookScript.plainly)
    exec \(command)

    """
  }

  private var command: String { "countersign hook \(rawValue)\(takesArguments ? " -- \"$@\"" : "")" }

  private var purpose: String {
    switch self {
    case .preCommit: "looks over the documents that are about to be committed."
    case .prePush: "says before a push to a protected branch what the other side would say."
    case .preReceive: "judges a push before anything of it lands."
    case .update: "judges one reference of a push."
    }
  }

  private var place: String { isForServers ? " of the server" : "" }
  private var there: String { isForServers ? " there" : "" }

  private var consequence: String {
    switch self {
    case .preCommit: "no document can be looked over"
    case .prePush: "no push can be judged"
    case .preReceive, .update: "nothing lands"
    }
  }

  private var readsInput: Bool { self == .prePush || self == .preReceive }
  private var takesArguments: Bool { self == .prePush || self == .update }

  private static let plainly = """
    if [ -x "$before" ]; then "$before" "$@" || exit; fi
    """

  /// Both hooks get all of standard input. The dot keeps the shell from dropping the newlines at its end.
  private static func sharingInput(_ command: String) -> String {
    """
    if [ -x "$before" ]; then
      input=$(cat && echo .) || exit
      input=${input%.}
      printf %s "$input" | "$before" "$@" || exit
      printf %s "$input" | \(command)
      exit
    fi
    """
  }
}
