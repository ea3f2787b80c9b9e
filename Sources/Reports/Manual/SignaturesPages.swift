extension Manual {
  private static let contributionWeight = """
    error, and violated, for a commit that changes a model where `signatures.contributions` is `required`, \
    else a warning; always an error for a change of the policy; for an approval, an error where the gate \
    lacks it, else a note; a warning for a bad .sig beside an approval whose commit is signed well
    """

  static let signatures: [ManualPage] = [
    ManualPage(
      .signatureMissing, "a commit that changes what is judged is not signed",
      meaning: "A commit between base and head changes a model or the policy, and carries no signature.",
      why: """
        Anybody can write anybody's name into a commit. Without a signature nobody knows whose change it is, \
        and so nobody knows who is too close to it to approve it.
        """,
      example: """
        $ git config gpg.format ssh
        $ git config user.signingkey ~/.ssh/id_ed25519.pub
        $ git config commit.gpgsign true
        """,
      fix: """
        Sign the commits again: git rebase --exec 'git commit --amend --no-edit -S' <base>. Approval files \
        that stand in commits of other people have to be committed anew by them.
        """,
      weight: contributionWeight),
    ManualPage(
      .signatureMalformed, "what stands where a signature should is none that can be read",
      meaning: """
        The signature header of a commit, or a detached signature, is no well-formed SSH, OpenPGP or X.509 \
        signature: bad armour, bytes after its end, a truncated packet.
        """,
      why: "A signature that only some programs can read is a signature that only some programs check.",
      example: "error[signature-malformed]: … carries no readable signature: no END line",
      fix: """
        Sign again with git (`git commit --amend --no-edit -S`) or, for a detached signature, with \
        `ssh-keygen -Y sign -n countersign-approval@v1 -f KEY FILE`.
        """,
      weight: contributionWeight),
    ManualPage(
      .signatureInvalid, "a signature does not hold",
      meaning: """
        The signature does not match the bytes it stands on, was made for another purpose (an SSH signature \
        in another namespace), by a key or hash too weak to count (RSA below 2048 bits, SHA-1), or does not \
        meet what the policy asks for, such as a touch on a FIDO key.
        """,
      why: "The commit or file was changed after it was signed, or the signature was taken from elsewhere.",
      example: """
        # policies/policy.yaml
        signatures:
          user-presence: required     # then a FIDO key must have been touched
        """,
      fix: "Look at what the commit changes, then let its author sign it again. Use an Ed25519 or FIDO key.",
      weight: contributionWeight),
    ManualPage(
      .signerUnknown, "a signature is authentic, but by a key that nobody on the roster holds",
      meaning: """
        The key is not listed in policies/identities.yaml as it stands at base. A key that the same change \
        adds does not count yet.
        """,
      why: """
        A signature proves that somebody holds a key, not who. Only the policy says who that is, and only \
        the policy that was agreed on before.
        """,
      example: """
        # policies/identities.yaml
        - id: alice
          keys:
            - {ssh: "ssh-ed25519 AAAA…", from: 2026-01-01}
        """,
      fix: """
        Sign with a listed key. Or list the key under its holder, by a change of the policy that lands first.
        """,
      weight: contributionWeight),
    ManualPage(
      .keyExpired, "a signature was made outside the validity of its key",
      meaning: """
        The committer date lies before the key's `from`, or at or after its `until`. For OpenPGP and X.509 \
        the certificate's own validity counts too.
        """,
      why: "A key that is out of use is watched by nobody: who finds it can sign with it.",
      example: """
        - {ssh: "ssh-ed25519 AAAA…", from: 2025-01-01, until: 2026-01-01}
        """,
      fix:
        "Sign again with a key that is valid. Or extend `until`, by a change of the policy that lands first.",
      weight: contributionWeight),
    ManualPage(
      .keyRetired, "a signature was made after its key was retired",
      meaning: "The key is revoked with reason `retired`, and the committer date is not before that moment.",
      why: "A retired key keeps its old signatures, but must not make new ones.",
      example: """
        - {ssh: "ssh-ed25519 AAAA…", revoked: {at: 2026-03-01, reason: retired}}
        """,
      fix: "Sign again with the key that came in its place.",
      weight: contributionWeight),
    ManualPage(
      .keyCompromised, "a signature was made with a key that somebody else may hold",
      meaning: """
        The key is revoked with reason `compromised`. All its signatures are void, whatever their date, \
        except those that base already contains. An approval or a report by such a key may therefore not \
        land, needed or not.
        """,
      why: "A thief chooses the dates. Only what had landed before the theft became known is above doubt.",
      example: """
        - {ssh: "ssh-ed25519 AAAA…", revoked: {at: 2026-03-01, reason: compromised}}
        """,
      fix: """
        Make sure that the change is its author's, then let the author sign it again with a new key. Look \
        through what the old key signed lately: `countersign signatures`.
        """,
      weight: contributionWeight),
  ]
}
