extension Manual {
  static let history: [ManualPage] = [
    ManualPage(
      .historyIncomplete, "history that the judgement needs is missing or has been replaced",
      meaning: """
        The repository is a shallow clone, has grafts or replace refs, lacks objects or holds corrupt ones, \
        uses an object format that this version cannot read, or base and head have no common history. A \
        partial clone is fine as long as every object that is needed is there.
        """,
      why: """
        Whoever hides commits hides who made them: in a shallow clone, an author of the change could pass \
        for an independent reviewer.
        """,
      example: """
        - uses: actions/checkout@v4
          with:
            fetch-depth: 0        # the default, 1, is a shallow clone
        """,
      fix: """
        Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in the CI's checkout step. \
        Delete grafts and replace refs: `git replace -d <object>`. If objects are corrupt, clone anew.
        """,
      weight: "error; undecided"),
    ManualPage(
      .rootMismatch, "base does not descend from the pinned trust root",
      meaning: """
        `--root` names the commit that brought the first policy, and base neither is that commit nor has it \
        among its ancestors.
        """,
      why: """
        Policy and keys are taken from base. Somebody who can replace the whole history can replace the \
        policy with it; the pinned commit is the one thing that does not come from the repository.
        """,
      example: """
        $ countersign check --base origin/main --root 8c1d0f2a77
        error[root-mismatch]: base does not descend from the pinned trust root
        """,
      fix: """
        If the id is mistyped, or belongs to another repository, correct it. If it is right, find out who \
        rewrote the branch before you trust anything on it.
        """,
      weight: "error; undecided"),
    ManualPage(
      .commitMalformed, "a commit is not of the form that git writes",
      meaning: """
        A commit under judgement has a header twice or out of order, more than one signature, a NUL or a \
        carriage return where none may be, or another fault. Git's own tools may show it without a word.
        """,
      why: """
        Programs disagree about such a commit: one may verify a signature over bytes that another does not \
        show. Countersign refuses instead of guessing.
        """,
      example: """
        $ git cat-file commit 3f9a2b1c
        tree 1d0f2a77…
        tree 99e0c4b1…            <- a second tree: which of them was signed?
        """,
      fix: """
        Make the commit again with git itself, for example with `git rebase --force-rebase <base>`, and find \
        out which tool wrote it.
        """,
      weight: "error; undecided"),
    ManualPage(
      .treeMalformed, "a tree object is not of the form that git writes",
      meaning: """
        A directory under judgement has the same name twice, unsorted entries, an empty name, `..`, `.git`, \
        or a file mode that git does not know.
        """,
      why: """
        With two entries of one name, the file that is checked need not be the file that is checked out.
        """,
      example: """
        $ git ls-tree 1d0f2a77
        100644 blob aaaa…  card.yaml
        100644 blob bbbb…  card.yaml
        """,
      fix: "Write the tree again with git: check it out, mend the names, and commit. `git fsck` shows where.",
      weight: "error; undecided"),
    ManualPage(
      .mergeConflict, "base and head cannot be merged without a conflict",
      meaning: """
        What is judged is the tree that will land. Head does not descend from base, so that tree is the \
        merge of the two, and the merge has conflicts.
        """,
      why: "Nobody can say what will land before somebody has decided how the conflict is resolved.",
      example: """
        error[merge-conflict]: base and head cannot be merged: both changed
          models/credit-scoring/card.yaml
        """,
      fix: """
        Merge base into the branch, or rebase the branch on it, resolve the conflict and push. Approvals \
        stand as long as the model's files come out as they were reviewed.
        """,
      weight: "error; undecided"),
    ManualPage(
      .dateImplausible, "a commit is dated before its parent, or in the future",
      meaning: """
        The committer date lies before that of a parent, or after the moment of judgement. Ten minutes are \
        forgiven, for clocks that are a little off.
        """,
      why: """
        Dates in commits are claims. Whether a key was valid is judged by them, so a false date can make an \
        expired key look good.
        """,
      example: """
        warning[date-implausible]: commit 3f9a2b1c04 is dated
          2031-01-01T00:00:00Z, in the future
        """,
      fix: "Set the clock right, and make the commit again: `git commit --amend --no-edit -S`.",
      weight: "warning; an error, and violated, where a judgement rests on the date"),
  ]
}
